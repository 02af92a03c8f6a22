package io.headroom.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how closely to search, by which limits, and where results go. */
class CapacityOptions {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = {
                "How closely: quick (default, about 2 minutes), standard (about 20 minutes, intervals of ±5%%)",
                "or thorough (about 90 minutes, three searches)."
            })
    @Nullable
    String preset;

    @Option(
            names = "--objective",
            paramLabel = "LIMITS",
            split = ConfiguredDefaults.SEPARATOR,
            description =
                    "What the knee is judged by: 'p95<200ms,errors<1%%'. Otherwise: until p95 or errors have doubled.")
    @Nullable
    List<String> objectives;

    @Option(
            names = "--ceiling",
            paramLabel = "RATE",
            description = "The highest rate that may be sent: 300/s. Otherwise 5000/s.")
    @Nullable
    String ceiling;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result document headroom.capacity/1; - for standard output, as below.")
    @Nullable
    String json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "JUnit XML: one case, with the capacities as properties.")
    @Nullable
    String junit;

    @Option(names = "--markdown", paramLabel = "FILE", description = "A summary for a pull request.")
    @Nullable
    String markdown;

    @Option(names = "--csv", paramLabel = "FILE", description = "The load steps, a row for each.")
    @Nullable
    String csv;

    @Option(names = "--quiet", fallbackValue = "true", description = "Show the verdict only.")
    boolean quiet;

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Send no load: walk each journey once and print the conversation.")
    boolean dryRun;
}
