package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** ab of the Apache HTTP server: C, one thread. */
public final class ApacheBench implements SmallGets.Sender {

    /** It wants a number of requests, and takes memory for each: so many as no generator sends on one core. */
    private static final long PER_SECOND_MAX = 1_000_000;

    private static final Pattern REFUSED = Pattern.compile("^Non-2xx responses:");
    private static final Pattern FAILED = Pattern.compile("^Failed requests: +(\\d+)$");

    @Override
    public String name() {
        return "ab";
    }

    @Override
    public List<String> command(SmallGets load, Path folder) {
        Native.require("ab", "apache2-utils");
        return List.of(
                "ab",
                "-k",
                "-q",
                "-r",
                "-t",
                String.valueOf(load.duration().toSeconds()),
                "-n",
                String.valueOf(PER_SECOND_MAX * load.duration().toSeconds()),
                "-c",
                String.valueOf(load.connections()),
                load.url().toString());
    }

    @Override
    public Optional<String> complaint(String output, Path folder) {
        return OutputLine.with(REFUSED, output)
                .or(() -> OutputLine.complaint(FAILED, failed -> failed.group(1).equals("0"), output));
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
