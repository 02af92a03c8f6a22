package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One call of {@code ./headroom}, as a process of its own; what it prints goes to a file. */
final class Command implements AutoCloseable {

    static final Path LAUNCHER = Path.of("../../headroom").toAbsolutePath().normalize();

    private final Process process;
    private final Path output;
    private final String words;

    private Command(Process process, Path output, String words) {
        this.process = process;
        this.output = output;
        this.words = words;
    }

    /** @param folder for what it prints */
    static Command start(Path folder, String... words) {
        return start(folder, Map.of(), words);
    }

    /**
     * A platform that serves this home in the foreground, on a port of its own.
     *
     * @param folder for what it prints
     */
    static Command up(Path folder, Home home) {
        return start(folder, "up", "--data", home.path().toString(), "--port", Integer.toString(freePort()));
    }

    /**
     * The demo with the smallest instance, up to what it takes to know one instance's capacity.
     *
     * @param folder for what it prints
     */
    static Command demo(Path folder, Home home) {
        return start(
                folder,
                "demo",
                "--class",
                "nano",
                "--stages",
                "explore,extrapolate",
                "--data",
                home.path().toString());
    }

    static Command start(Path folder, Map<String, String> variables, String... words) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(words));
        return start(folder, variables, command);
    }

    static Command start(Path folder, Map<String, String> variables, List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("HEADROOM_BUILD", "never"); // Maven is building: everything is packaged by now
            builder.environment().put("TF_IN_AUTOMATION", "1");
            builder.environment().put("HEADROOM_OTLP_GRPC_PORT", "-1"); // any, as others run beside it
            builder.environment().putAll(variables);
            return new Command(builder.start(), output, String.join(" ", command));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ctrl-C. */
    void interrupt() {
        Signals.send("INT", process.pid());
    }

    int awaitExit(Duration limit) {
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ends within %s; so far it said%n%s", words, limit, output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** What it printed, once it has ended with this exit code and without a stack trace. */
    String expectExit(int exitCode, Duration limit) {
        int actual = awaitExit(limit);
        assertThat(actual)
                .as("exit code of %s, which said%n%s", words, output())
                .isEqualTo(exitCode);
        assertThat(output()).doesNotContain("\tat ").doesNotContain("Exception in thread");
        return output();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For a test that failed: in order if possible. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
        }
    }
}
