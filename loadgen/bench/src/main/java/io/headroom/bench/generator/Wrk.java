package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** wrk: C, one thread, callbacks. */
public final class Wrk implements SmallGets.Sender {

    private static final Pattern TROUBLE = Pattern.compile("Non-2xx or 3xx responses:|Socket errors:");

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public List<String> command(SmallGets load, Path folder) {
        Native.require("wrk", "wrk");
        return List.of(
                "wrk",
                "-t1",
                "-c" + load.connections(),
                "-d" + load.duration().toSeconds() + "s",
                "--latency",
                load.url().toString());
    }

    @Override
    public Optional<String> complaint(String output, Path folder) {
        return OutputLine.with(TROUBLE, output);
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
