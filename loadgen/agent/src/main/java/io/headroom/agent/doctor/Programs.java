package io.headroom.agent.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts other programs to ask them who they are. */
final class Programs {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final long PATIENCE_SECONDS = 20;

    private Programs() {}

    /** A version that a program reports. */
    record Version(int major, int minor, int patch) {

        boolean isAtLeast(Version other) {
            return Comparator.comparingInt(Version::major)
                            .thenComparingInt(Version::minor)
                            .thenComparingInt(Version::patch)
                            .compare(this, other)
                    >= 0;
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** The first version in what the program says, or nothing if it is missing or fails. */
    static Optional<Version> version(String... command) {
        return output(command).map(VERSION::matcher).filter(Matcher::find).map(Programs::version);
    }

    /** Whether the PATH of that environment has it, or the folder where Debian puts servers. */
    static boolean exists(String program, Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static boolean succeeds(String... command) {
        return output(command).isPresent();
    }

    /** What the program writes, or nothing if it is missing, fails or does not end. */
    static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            Thread watchdog = Thread.ofVirtual().start(() -> killIfStuck(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            watchdog.interrupt();
            return status == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void killIfStuck(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            // It has ended.
        }
    }

    private static Version version(Matcher found) {
        int patch = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        return new Version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), patch);
    }
}
