package io.headroom.platform.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Terraform (or OpenTofu) as a child process.
 *
 * <p>Its output goes to files that are read from there, never through a pipe: a reader that dies would kill it by SIGPIPE, before it saves
 * its state. It runs in a process group of its own, so that an interrupt at our terminal does not reach it. To end it early it is told once,
 * politely, and waited for; a second signal would make it drop its state.
 */
final class Terraform {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration POLITE_LIMIT = Duration.ofMinutes(3);
    private static final String PROCESS_FILE = "terraform.process";

    private final Path workspace;
    private final Map<String, String> variables;
    private final ObjectMapper json;

    /** @param variables of the process environment, for example {@code HEADROOM_HOME} */
    Terraform(Path workspace, Map<String, String> variables, ObjectMapper json) {
        this.workspace = workspace;
        this.variables = variables;
        this.json = json;
    }

    /** @return the program's name, empty if neither is installed */
    static Optional<String> program() {
        return Stream.of("terraform", "tofu")
                .filter(name -> onPath(name).isPresent())
                .findFirst();
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param progress called with each thing that Terraform has finished, in a few words */
    void apply(Consumer<String> progress, Duration limit) throws EnvironmentFailure, InterruptedException {
        run("init", List.of("init", "-input=false", "-no-color"), ignored -> {}, limit);
        run("apply", List.of("apply", "-json", "-auto-approve", "-input=false", "-lock-timeout=60s"), progress, limit);
    }

    void destroy(Consumer<String> progress, Duration limit) throws EnvironmentFailure, InterruptedException {
        if (Files.notExists(workspace.resolve(".terraform"))) {
            run("init", List.of("init", "-input=false", "-no-color"), ignored -> {}, limit);
        }
        run(
                "destroy",
                List.of("destroy", "-json", "-auto-approve", "-input=false", "-lock-timeout=60s"),
                progress,
                limit);
    }

    /** @return the root module's outputs by name */
    JsonNode outputs(Duration limit) throws EnvironmentFailure, InterruptedException {
        Path log = run("output", List.of("output", "-json", "-no-color"), ignored -> {}, limit);
        try {
            return json.readTree(Files.readString(log));
        } catch (IOException unreadable) {
            throw new EnvironmentFailure(
                    "Terraform's outputs cannot be read from " + log + ": " + unreadable.getMessage());
        }
    }

    /** @return addresses of what Terraform still knows of, empty when nothing is left */
    List<String> remaining(Duration limit) throws EnvironmentFailure, InterruptedException {
        if (Files.notExists(workspace.resolve("terraform.tfstate"))) {
            return List.of();
        }
        Path log = run("state", List.of("state", "list"), ignored -> {}, limit);
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            throw new EnvironmentFailure("Terraform's state cannot be listed: " + unreadable.getMessage());
        }
    }

    /** Waits for a Terraform that a dead platform left running here, which would hold the state's lock. */
    void settlePredecessor() throws InterruptedException {
        Optional<ProcessHandle> predecessor = predecessor();
        if (predecessor.isEmpty()) {
            return;
        }
        predecessor.get().destroy();
        long deadlineNanos = System.nanoTime() + POLITE_LIMIT.toNanos();
        while (predecessor.get().isAlive() && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        predecessor.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Optional<ProcessHandle> predecessor() {
        try {
            String[] recorded =
                    Files.readString(workspace.resolve(PROCESS_FILE)).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(recorded[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process).equals(recorded[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    private Path run(String verb, List<String> arguments, Consumer<String> progress, Duration limit)
            throws EnvironmentFailure, InterruptedException {
        String program = program()
                .orElseThrow(() -> new EnvironmentFailure(
                        "neither terraform nor tofu is on the PATH: install Terraform 1.9 or newer, or OpenTofu"));
        Path log = workspace.resolve(verb + ".log");
        Path errors = workspace.resolve(verb + ".errors");
        Process process = start(program, arguments, log, errors);
        TerraformLog tail = new TerraformLog(log, json, progress);
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                tail.read();
                if (System.nanoTime() > deadlineNanos) {
                    end(process);
                    throw new EnvironmentFailure(
                            "terraform " + verb + " did not finish within " + limit.toSeconds() + " s: see " + log);
                }
            }
        } catch (InterruptedException stop) {
            end(process);
            throw stop;
        }
        tail.read();
        if (process.exitValue() != 0) {
            throw new EnvironmentFailure(
                    "terraform " + verb + " failed: " + tail.problem(errors) + " (see " + log + ")");
        }
        return log;
    }

    private Process start(String program, List<String> arguments, Path log, Path errors) throws EnvironmentFailure {
        List<String> command = new ArrayList<>();
        onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.add(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workspace.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("TF_IN_AUTOMATION", "1");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            record(process);
            return process;
        } catch (IOException failure) {
            throw new EnvironmentFailure("terraform cannot be started: " + failure.getMessage());
        }
    }

    /** So that whoever comes after us finds it. One that cannot be found again must not run. */
    private void record(Process process) throws IOException {
        try {
            Files.writeString(workspace.resolve(PROCESS_FILE), process.pid() + " " + startOf(process.toHandle()));
        } catch (IOException unwritable) {
            end(process);
            throw unwritable;
        }
    }

    /** Told once; killed only if it does not end for minutes. An interruption does not shorten this: what it creates must reach its state. */
    private static void end(Process process) {
        process.destroy();
        boolean interrupted = false;
        long deadlineNanos = System.nanoTime() + POLITE_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < deadlineNanos) {
            try {
                process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("unknown");
    }

    static String pretty(ObjectMapper json, Object value) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map cannot be written as JSON", impossible);
        }
    }
}
