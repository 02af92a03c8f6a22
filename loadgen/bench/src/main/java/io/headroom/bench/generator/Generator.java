package io.headroom.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

    /**
     * What was wrong with its requests, if anything was and its exit code does not tell: what fails is cheap, and must not pass for load.
     *
     * @param output that it wrote
     * @param folder that it was started in
     */
    default Optional<String> complaint(String output, Path folder) throws IOException {
        return Optional.empty();
    }

    /** How long it may take beside the load itself, to start and to report. */
    default Duration overhead() {
        return Duration.ofSeconds(30);
    }
}
