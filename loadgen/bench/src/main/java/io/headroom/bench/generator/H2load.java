package io.headroom.bench.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** h2load of nghttp2, with HTTP/1.1: C++, one thread. It keeps a rate on each connection. */
public final class H2load implements Generator {

    @Override
    public String name() {
        return "h2load";
    }

    @Override
    public List<String> command(Load load, Path folder) {
        Native.require("h2load", "nghttp2-client");
        return switch (load) {
            case Load.SmallGet get -> command(get, get.connections(), List.of());
            case Load.FixedRate rate -> {
                double ofConnection = (double) rate.requestsPerSecond() / rate.connections();
                yield command(
                        rate, rate.connections(), List.of(String.format(Locale.ROOT, "--rps=%.6f", ofConnection)));
            }
            case Load.Journey journey -> throw new IllegalArgumentException("h2load knows no journeys: " + journey);
        };
    }

    private static List<String> command(Load load, int connections, List<String> pace) {
        List<String> command = new ArrayList<>(List.of("h2load", "--h1", "-t1", "-c" + connections));
        command.add("-D" + load.duration().toSeconds());
        command.addAll(pace);
        command.add(load.url().toString());
        return List.copyOf(command);
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(1);
    }
}
