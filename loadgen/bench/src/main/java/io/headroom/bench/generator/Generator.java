package io.headroom.bench.generator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A program that sends load. What kinds it can send, its further types say. */
public interface Generator {

    /** As tables show it. */
    String name();

    /** How long after its load began it costs what it costs from then on. */
    Duration warmUp();

    /** Variables that it is started with. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Exit codes with which it says that it sent what it was asked to. */
    default Set<Integer> exitCodes() {
        return Set.of(0);
    }

    /** How long it may take beside the load itself, to start and to report. */
    default Duration overhead() {
        return Duration.ofSeconds(30);
    }
}
