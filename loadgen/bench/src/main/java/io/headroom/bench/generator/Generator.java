package io.headroom.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that sends load. */
public interface Generator {

    /** As tables show it. */
    String name();

    /**
     * How to start it.
     *
     * @param folder for files that it needs; it is started in there
     * @throws IllegalArgumentException if it cannot send such a load
     */
    List<String> command(Load load, Path folder) throws IOException;

    /** Variables that it is started with. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** How long after its load began it costs what it costs from then on. */
    Duration warmUp();

    /** How long it may take beside the load itself, to start and to report. */
    default Duration overhead() {
        return Duration.ofSeconds(30);
    }
}
