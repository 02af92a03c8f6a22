package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is asked of Terraform (or OpenTofu) in one workspace. A plan is made into a file, looked at, and that file is applied, nothing else. */
final class Terraform {

    private static final Duration POLITE_LIMIT = Duration.ofMinutes(3);
    private static final String PLAN_FILE = "plan.tfplan";
    private static final String ERRORED_STATE = "errored.tfstate";
    private static final String FORMAT_MAJOR = "1.";

    private static final int OK = 0;
    private static final int FAILED = 1;

    /** Of {@code -detailed-exitcode}: there is something to change. */
    private static final int DIFFERENT = 2;

    private final Path workspace;
    private final Map<String, String> variables;
    private final ObjectMapper json;
    private final Duration politeLimit;
    private Redaction redaction = Redaction.NONE;

    /** @param variables of the process environment, for example {@code HEADROOM_HOME} */
    Terraform(Path workspace, Map<String, String> variables, ObjectMapper json) {
        this(workspace, variables, json, POLITE_LIMIT);
    }

    Terraform(Path workspace, Map<String, String> variables, ObjectMapper json, Duration politeLimit) {
        this.workspace = workspace;
        this.variables = variables;
        this.json = json;
        this.politeLimit = politeLimit;
    }

    /** @return the program's name, empty if neither is installed */
    static Optional<String> program() {
        return Stream.of("terraform", "tofu")
                .filter(name -> TerraformProcess.onPath(name).isPresent())
                .findFirst();
    }

    /** @return the plan as {@code terraform show -json} tells it, secrets included: not to be kept */
    JsonNode plan(Duration limit) throws EnvironmentFailure, InterruptedException {
        init(limit);
        run("plan", List.of("plan", "-json", "-input=false", "-lock-timeout=60s", "-out=" + PLAN_FILE), limit);
        JsonNode shown = show(List.of(PLAN_FILE), limit);
        if (shown.path("errored").asBoolean() || !shown.path("applyable").asBoolean(true)) {
            throw new EnvironmentFailure("terraform plan cannot be applied: it changes nothing, or it failed");
        }
        return shown;
    }

    Path planFile() {
        return workspace.resolve(PLAN_FILE);
    }

    /** @param progress called with the address of each thing that stands */
    void apply(Consumer<String> progress, Duration limit) throws EnvironmentFailure, InterruptedException {
        try {
            Call call = new Call(
                    "apply",
                    List.of("apply", "-json", "-input=false", "-lock-timeout=60s", PLAN_FILE),
                    progress,
                    limit);
            expect(call, run(call));
        } finally {
            delete(planFile());
        }
    }

    void destroy(Consumer<String> progress, Duration limit) throws EnvironmentFailure, InterruptedException {
        initOnce(limit);
        Call call = new Call(
                "destroy",
                List.of("destroy", "-json", "-auto-approve", "-input=false", "-lock-timeout=60s"),
                progress,
                limit);
        expect(call, run(call));
    }

    /** @return whether the environment is no longer what Terraform made */
    boolean drifted(Duration limit) throws EnvironmentFailure, InterruptedException {
        Call call = Call.quiet(
                "drift",
                List.of("plan", "-refresh-only", "-detailed-exitcode", "-json", "-input=false", "-lock-timeout=60s"),
                limit);
        int status = run(call);
        if (status == DIFFERENT) {
            return true;
        }
        expect(call, status);
        return false;
    }

    /** @return the root module's outputs by name */
    JsonNode outputs(Duration limit) throws EnvironmentFailure, InterruptedException {
        return read(run("output", List.of("output", "-json", "-no-color"), limit));
    }

    /** @return the state as {@code terraform show -json} tells it, secrets included: not to be kept */
    JsonNode state(Duration limit) throws EnvironmentFailure, InterruptedException {
        return show(List.of(), limit);
    }

    /** @return addresses of what Terraform still knows of, empty when nothing is left */
    List<String> remaining(Duration limit) throws EnvironmentFailure, InterruptedException {
        Call call = Call.quiet("state", List.of("state", "list"), limit);
        int status = run(call);
        String complaint = contentOf(call.errors(workspace));
        if (status == FAILED && complaint.contains("No state file was found")) {
            return List.of();
        }
        expect(call, status);
        return contentOf(call.log(workspace)).lines().toList();
    }

    /** Ends a Terraform that a dead platform left running here. When this returns, none runs here. */
    void settlePredecessor() {
        TerraformProcess.settlePredecessor(workspace, politeLimit);
    }

    /** Takes up what a Terraform could not save because its backend was gone; it left that in a file. */
    void recoverState(Duration limit) throws EnvironmentFailure, InterruptedException {
        Path errored = workspace.resolve(ERRORED_STATE);
        if (Files.notExists(errored)) {
            return;
        }
        initOnce(limit);
        run("push", List.of("state", "push", "-lock-timeout=60s", ERRORED_STATE), limit);
        delete(errored);
    }

    private void initOnce(Duration limit) throws EnvironmentFailure, InterruptedException {
        if (Files.notExists(workspace.resolve(".terraform"))) {
            init(limit);
        }
    }

    private void init(Duration limit) throws EnvironmentFailure, InterruptedException {
        run("init", List.of("init", "-input=false", "-no-color"), limit);
    }

    /** What is shown has secrets in clear: its file is gone when this returns, and from now on they are struck out of what is told. */
    private JsonNode show(List<String> of, Duration limit) throws EnvironmentFailure, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("show", "-json", "-no-color"));
        arguments.addAll(of);
        Call call = Call.quiet("show", arguments, limit);
        try {
            expect(call, run(call));
            JsonNode shown = read(call.log(workspace));
            if (!shown.path("format_version").asText().startsWith(FORMAT_MAJOR)) {
                throw new EnvironmentFailure("terraform show writes format "
                        + shown.path("format_version").asText() + ", and this version of Headroom reads 1.x");
            }
            redaction = redaction.and(Redaction.of(shown));
            return shown;
        } finally {
            delete(call.log(workspace));
        }
    }

    private Path run(String name, List<String> arguments, Duration limit)
            throws EnvironmentFailure, InterruptedException {
        Call call = Call.quiet(name, arguments, limit);
        expect(call, run(call));
        return call.log(workspace);
    }

    /** @param name what people and files call it */
    private record Call(String name, List<String> arguments, Consumer<String> progress, Duration limit) {

        static Call quiet(String name, List<String> arguments, Duration limit) {
            return new Call(name, arguments, ignored -> {}, limit);
        }

        Path log(Path workspace) {
            return workspace.resolve(name + ".log");
        }

        Path errors(Path workspace) {
            return workspace.resolve(name + ".errors");
        }
    }

    private void expect(Call call, int status) throws EnvironmentFailure {
        if (status == OK) {
            return;
        }
        TerraformLog log = new TerraformLog(call.log(workspace), json, ignored -> {});
        log.read();
        throw new EnvironmentFailure("terraform " + call.name() + " failed: "
                + redaction.of(log.problem(call.errors(workspace))) + " (see " + call.log(workspace) + ")");
    }

    /** @return the exit status */
    private int run(Call call) throws EnvironmentFailure, InterruptedException {
        String program = program()
                .orElseThrow(() -> new EnvironmentFailure(
                        "neither terraform nor tofu is on the PATH: install Terraform 1.9 or newer, or OpenTofu"));
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(call.arguments());
        TerraformProcess process = TerraformProcess.start(
                new TerraformProcess.Output(workspace, call.log(workspace), call.errors(workspace)),
                command,
                variables,
                politeLimit);
        TerraformLog tail = new TerraformLog(
                call.log(workspace), json, said -> call.progress().accept(redaction.of(said)));
        try {
            follow(call, process, tail);
        } catch (InterruptedException stop) {
            process.end();
            throw stop;
        }
        return process.exitValue();
    }

    private void follow(Call call, TerraformProcess process, TerraformLog tail)
            throws EnvironmentFailure, InterruptedException {
        long deadlineNanos = System.nanoTime() + call.limit().toNanos();
        while (!process.hasEnded()) {
            tail.read();
            if (tail.refusal().isPresent()) {
                process.end();
                throw new EnvironmentFailure(tail.refusal().get());
            }
            if (System.nanoTime() > deadlineNanos) {
                process.end();
                throw new EnvironmentFailure("terraform " + call.name() + " did not finish within "
                        + call.limit().toSeconds() + " s: see " + call.log(workspace));
            }
        }
        tail.read();
        if (tail.refusal().isPresent()) {
            throw new EnvironmentFailure(tail.refusal().get());
        }
    }

    private JsonNode read(Path log) throws EnvironmentFailure {
        try {
            return json.readTree(Files.readString(log));
        } catch (IOException unreadable) {
            throw new EnvironmentFailure("what Terraform wrote to " + log + " is not JSON: " + unreadable.getMessage());
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "";
        }
    }

    private static void delete(Path file) throws EnvironmentFailure {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new EnvironmentFailure(
                    file + " holds secrets and cannot be deleted (" + failure.getMessage() + "): delete it by hand");
        }
    }
}
