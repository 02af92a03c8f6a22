package io.headroom.protection.adapter;

import io.headroom.protection.Protection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes a running nginx read its configuration again.
 *
 * <p>Coordinates: {@code config} (its configuration file), {@code prefix} (the folder that its relative paths start
 * from), {@code program} (default {@code nginx}).
 */
record NginxControl(String program, String prefix, String config) {
    private static final Duration CALL_MAX = Duration.ofSeconds(10);
    private static final int OUTPUT_CHARACTERS_MAX = 500;

    static NginxControl of(Protection protection) {
        return new NginxControl(
                protection.coordinates().getOrDefault("program", "nginx"),
                protection.coordinate("prefix"),
                protection.coordinate("config"));
    }

    /** @return why it did not, empty if it did; then its new workers may take a moment */
    Optional<String> reload() throws InterruptedException {
        var wrong = call("-t");
        return wrong.isPresent() ? wrong : call("-s", "reload");
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
