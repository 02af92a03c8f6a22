package io.headroom.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what has to be reached, and where results go. */
class ResultOptions {

    @Option(
            names = "--objective",
            paramLabel = "LIMITS",
            split = ConfiguredDefaults.SEPARATOR,
            description = {
                "What has to hold, or the exit code is 2: 'p95<200ms,errors<1%%'. Latencies: p50 to p99.99, max, mean; with service. or lag. before;",
                "of one request or journey: 'p99(GET /profiles/{id})<50ms'. Also 'rate>=95/s'. May be repeated."
            })
    @Nullable
    List<String> objectives;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "The result document headroom.load/1; - for standard output, as below.")
    @Nullable
    String json;

    @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML: a case for each objective.")
    @Nullable
    String junit;

    @Option(names = "--markdown", paramLabel = "FILE", description = "A summary for a pull request.")
    @Nullable
    String markdown;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description = "HdrHistogram's interval log: a line for each second, request and kind of latency.")
    @Nullable
    String hdr;

    @Option(names = "--csv", paramLabel = "FILE", description = "The course over time, a row for each second.")
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
