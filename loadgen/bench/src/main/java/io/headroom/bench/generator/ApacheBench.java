package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** ab of the Apache HTTP server: C, one thread. It knows no rate. */
public final class ApacheBench implements Generator {

    /** It wants a number of requests, and takes memory for each: so many as no generator sends on one core. */
    private static final long PER_SECOND_MAX = 1_000_000;

    @Override
    public String name() {
        return "ab";
    }

    @Override
    public List<String> command(Load load, Path folder) {
        Native.require("ab", "apache2-utils");
        return switch (load) {
            case Load.SmallGet get ->
                List.of(
                        "ab",
                        "-k",
                        "-q",
                        "-r",
                        "-t",
                        String.valueOf(get.duration().toSeconds()),
                        "-n",
                        String.valueOf(PER_SECOND_MAX * get.duration().toSeconds()),
                        "-c",
                        String.valueOf(get.connections()),
                        get.url().toString());
            case Load.FixedRate rate -> throw new IllegalArgumentException("ab keeps no rate: " + rate);
            case Load.Journey journey -> throw new IllegalArgumentException("ab knows no journeys: " + journey);
        };
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
