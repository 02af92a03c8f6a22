package io.headroom.platform.environment;

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

/**
 * One call of Terraform (or OpenTofu) as a child process.
 *
 * <p>Its output goes to files that are read from there, never through a pipe: a reader that dies would kill it by SIGPIPE, before it saves its state.
 * It leads a process group of its own, so that an interrupt at our terminal does not reach it. To end it early it is told once, politely, and waited
 * for; a second signal would make it drop its state. What its provisioners started survives every signal that it gets, so an end by us ends the group.
 */
final class TerraformProcess {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String PROCESS_FILE = "terraform.process";

    private final Path workspace;
    private final Process process;
    private final Duration politeLimit;

    private TerraformProcess(Path workspace, Process process, Duration politeLimit) {
        this.workspace = workspace;
        this.process = process;
        this.politeLimit = politeLimit;
    }

    static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param command program and arguments
     * @param variables added to the process's environment
     * @param politeLimit from telling it to end to killing it
     */
    static TerraformProcess start(
            Output output, List<String> command, Map<String, String> variables, Duration politeLimit)
            throws EnvironmentFailure {
        List<String> words = new ArrayList<>();
        onPath("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(output.workspace().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.log().toFile())
                .redirectError(output.errors().toFile());
        builder.environment().put("TF_IN_AUTOMATION", "1");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().putAll(variables);
        try {
            TerraformProcess started = new TerraformProcess(output.workspace(), builder.start(), politeLimit);
            started.record();
            return started;
        } catch (IOException failure) {
            throw new EnvironmentFailure("terraform cannot be started: " + failure.getMessage());
        }
    }

    /** Where a call writes: {@code log} what it says, {@code errors} what it complains of. */
    record Output(Path workspace, Path log, Path errors) {}

    /** @return whether it has ended; waits a moment for that */
    boolean hasEnded() throws InterruptedException {
        return process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitValue() {
        return process.exitValue();
    }

    /** So that whoever comes after us finds it. One that cannot be found again must not run. */
    private void record() throws IOException {
        try {
            Files.writeString(workspace.resolve(PROCESS_FILE), process.pid() + " " + startOf(process.toHandle()));
        } catch (IOException unwritable) {
            end();
            throw unwritable;
        }
    }

    /** Told once; killed only if it does not end for minutes. An interruption does not shorten this: what it creates must reach its state. */
    void end() {
        end(process.toHandle(), politeLimit);
    }

    /** Ends a Terraform that a dead platform left running here, which would hold the state's lock. */
    static void settlePredecessor(Path workspace, Duration politeLimit) {
        predecessor(workspace).ifPresent(process -> end(process, politeLimit));
    }

    private static void end(ProcessHandle process, Duration politeLimit) {
        process.destroy();
        boolean interrupted = false;
        long deadlineNanos = System.nanoTime() + politeLimit.toNanos();
        while (process.isAlive() && System.nanoTime() < deadlineNanos) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        process.destroyForcibly();
        endGroup(process.pid());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The group's number was its leader's, which we saw alive just now; nobody else can have it. Without setsid there is no group to end. */
    private static void endGroup(long leader) {
        if (onPath("setsid").isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + leader)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            // Then what its provisioners started ends with what they belong to, or is found by its tag.
        }
    }

    private static Optional<ProcessHandle> predecessor(Path workspace) {
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

    private static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("unknown");
    }
}
