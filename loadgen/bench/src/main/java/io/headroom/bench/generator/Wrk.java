package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** wrk: C, one thread, callbacks. It knows no rate. */
public final class Wrk implements Generator {

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public List<String> command(Load load, Path folder) {
        Native.require("wrk", "wrk");
        return switch (load) {
            case Load.SmallGet get ->
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + get.connections(),
                        "-d" + get.duration().toSeconds() + "s",
                        "--latency",
                        get.url().toString());
            case Load.FixedRate rate -> throw new IllegalArgumentException("wrk keeps no rate: " + rate);
            case Load.Journey journey -> throw new IllegalArgumentException("wrk knows no journeys: " + journey);
        };
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
