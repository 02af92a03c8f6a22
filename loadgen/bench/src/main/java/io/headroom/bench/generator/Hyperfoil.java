package io.headroom.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Hyperfoil of Maven Central, in a JVM of its own: one event loop, sessions as state machines. */
public final class Hyperfoil implements Journeys.Sender {

    private final String classPath;

    /** Builds it where that has not been done yet. */
    public Hyperfoil() throws IOException, InterruptedException {
        classPath = PeerBuild.classPath("hyperfoil");
    }

    @Override
    public String name() {
        return "hyperfoil";
    }

    @Override
    public List<String> command(Journeys load, Path folder) {
        return Jvm.command(
                classPath,
                List.of(),
                List.of(
                        "io.headroom.bench.peer.HyperfoilJourney",
                        load.url().toString(),
                        String.valueOf(load.users()),
                        String.valueOf(load.duration().toSeconds())));
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(8);
    }
}
