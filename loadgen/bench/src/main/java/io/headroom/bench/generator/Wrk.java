package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** wrk: C, one thread, callbacks. */
public final class Wrk implements SmallGets.Sender {

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
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
