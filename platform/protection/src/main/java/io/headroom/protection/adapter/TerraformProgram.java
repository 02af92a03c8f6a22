package io.headroom.protection.adapter;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Terraform (or OpenTofu) in one root module. What it says goes to files, never through a pipe, whose dead reader would
 * kill it before it saves its state. It leads a session of its own; to end it early it is told once and waited for, as a
 * second signal would make it drop its state, and then its group is ended with whatever it started.
 *
 * @param program its path
 * @param module the root module's folder, initialised
 * @param callMax how long one call may take until it is told to end
 */
record TerraformProgram(Path program, Path module, Duration callMax) {
    private static final Duration POLITE_MAX = Duration.ofMinutes(3);
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int SENTENCE_CHARACTERS_MAX = 600;
    private static final int TOLD_TO_END = 143;

    /**
     * @throws IllegalArgumentException if neither is installed
     */
    static Path onPath() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return List.of("terraform", "tofu").stream()
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Neither terraform nor tofu is on the PATH. Install one, or give the coordinate 'program'."));
    }

    /** @param status 0 for success */
    record Ended(int status, String output, String errors) {
        /** What went wrong, in one line. */
        String complaint() {
            var line = (errors.isBlank() ? output : errors)
                    .replaceAll("[╷│╵\\s]+", " ")
                    .strip();
            return line.length() <= SENTENCE_CHARACTERS_MAX ? line : line.substring(0, SENTENCE_CHARACTERS_MAX) + "…";
        }
    }

    /**
     * @param scratch a folder of the caller's: what Terraform says may hold secrets
     */
    Ended run(Path scratch, List<String> arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(scratch, "terraform", ".output");
        var errors = Files.createTempFile(scratch, "terraform", ".errors");
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("TF_IN_AUTOMATION", "1");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        var status = await(builder.start());
        return new Ended(status, Files.readString(output), Files.readString(errors));
    }

    private int await(Process process) throws InterruptedException {
        try {
            if (process.waitFor(callMax.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stop) {
            end(process);
            throw stop;
        }
        end(process);
        return TOLD_TO_END;
    }

    /** An interrupt does not shorten it: what has been changed must reach the state. */
    private static void end(Process process) {
        process.destroy();
        var begin = System.nanoTime();
        var interrupted = false;
        while (process.isAlive() && System.nanoTime() - begin < POLITE_MAX.toNanos()) {
            try {
                process.waitFor(1, TimeUnit.SECONDS);
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

    private static void endGroup(long leader) {
        if (!Files.isExecutable(SETSID)) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + leader)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            // Then what its provisioners started ends by itself.
        }
    }
}
