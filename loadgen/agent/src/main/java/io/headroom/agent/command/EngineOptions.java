package io.headroom.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which journeys are sent, and how this machine sends them. */
class EngineOptions {

    @Option(names = "--spacing", paramLabel = "WORD", description = "Arrivals of a rate: even (default) or poisson.")
    @Nullable
    String spacing;

    @Option(
            names = "--pacing",
            paramLabel = "WORD",
            description =
                    "How exactly arrivals begin: tick (each millisecond, default) or exact (a timer for each, three times the CPU).")
    @Nullable
    String pacing;

    @Option(
            names = "--journey",
            paramLabel = "NAME",
            split = ConfiguredDefaults.SEPARATOR,
            description = "Only this journey, also one of share 0; repeat it for several.")
    @Nullable
    List<String> journeys;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Most journeys of a rate at a time; otherwise eight seconds' worth, 64 to 20,000.")
    @Nullable
    String inFlight;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Most connections at a time; otherwise what the limit on open files allows.")
    @Nullable
    String connections;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Event loops, one core each; otherwise half of the cores.")
    @Nullable
    String loops;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random; otherwise 1.")
    @Nullable
    String seed;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "The run's name, carried by unique values and trace ids; otherwise made of the time.")
    @Nullable
    String run;
}
