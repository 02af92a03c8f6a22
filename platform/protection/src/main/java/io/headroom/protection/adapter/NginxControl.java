package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes a running nginx read its configuration again.
 *
 * <p>Coordinates: {@code config} (its configuration file), {@code prefix} (the folder that its relative paths start
 * from), {@code program} (default {@code nginx}).
 */
record NginxControl(String program, String prefix, String config) {
    private static final Duration CALL_MAX = Duration.ofSeconds(10);
    private static final int OUTPUT_CHARACTERS_MAX = 500;
    private static final Duration SUCCESSION_MAX = Duration.ofSeconds(2);

    static NginxControl of(Protection protection) {
        return new NginxControl(
                protection.coordinates().getOrDefault("program", "nginx"),
                protection.coordinate("prefix"),
                protection.coordinate("config"));
    }

    /**
     * Returns when the workers with the old configuration take no more connections, or after a while where these cannot be
     * seen.
     *
     * @return why it did not, empty if it did
     */
    Optional<String> reload() throws InterruptedException {
        var wrong = call("-t");
        if (wrong.isPresent()) {
            return wrong;
        }
        var before = workers();
        wrong = call("-s", "reload");
        var deadline = System.nanoTime() + SUCCESSION_MAX.toNanos();
        while (wrong.isEmpty() && !haveSuccessors(before) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return wrong;
    }

    /** Whether one server has got other workers since then, and its workers of then are gone or leaving. */
    private static boolean haveSuccessors(Set<ProcessHandle> before) {
        var now = workers();
        var reloaded = now.stream()
                .filter(worker -> !before.contains(worker))
                .flatMap(worker -> worker.parent().stream())
                .collect(Collectors.toSet());
        return !reloaded.isEmpty()
                && before.stream()
                        .filter(now::contains)
                        .noneMatch(worker ->
                                worker.parent().filter(reloaded::contains).isPresent());
    }

    /** Those that take connections, of every nginx on this machine. One that leaves says so in its title. */
    private static Set<ProcessHandle> workers() {
        return ProcessHandle.allProcesses()
                .filter(process -> title(process).equals("nginx: worker process"))
                .collect(Collectors.toSet());
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private Optional<String> call(String... words) throws InterruptedException {
        var command = new ArrayList<>(List.of(program, "-e", "stderr", "-p", prefix, "-c", config));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            return Optional.of("The program " + program + " does not start: " + absent.getMessage() + ".");
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of(String.join(" ", command) + " did not end within " + CALL_MAX.toSeconds() + " s.");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(String.join(" ", command) + " failed: " + said(process));
        } catch (IOException failure) {
            return Optional.of(String.join(" ", command) + " cannot be read: " + failure.getMessage() + ".");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String said(Process process) throws IOException {
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return text.substring(0, Math.min(text.length(), OUTPUT_CHARACTERS_MAX));
    }
}
