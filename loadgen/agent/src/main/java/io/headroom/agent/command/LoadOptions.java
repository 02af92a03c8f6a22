package io.headroom.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which load. */
class LoadOptions {

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Requests a second, minute or hour: 100/s, 6000/min, 360000/h. With --for.")
    @Nullable
    String rate;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Instead of a rate: N users, each of whom begins again when a journey has ended. With --for.")
    @Nullable
    String users;

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 30s, 5m, 1h30m.")
    @Nullable
    String time;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            split = ConfiguredDefaults.SEPARATOR,
            description =
                    "A stretch of the load: '100/s for 30s', '10/s..200/s for 1m', '10..100 users for 1m'. Repeat it for ramps, steps and spikes.")
    @Nullable
    List<String> stages;

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description =
                    "A load to replay: lines such as 60,200 (seconds,requests-per-second), straight lines between them.")
    @Nullable
    String rates;

    @Option(names = "--pause", paramLabel = "TIME", description = "Of users: between two journeys; otherwise none.")
    @Nullable
    String pause;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "Load the target first, at the level at which the load begins, without counting.")
    @Nullable
    String warmUp;
}
