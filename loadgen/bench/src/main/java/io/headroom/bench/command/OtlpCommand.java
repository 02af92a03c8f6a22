package io.headroom.bench.command;

import io.headroom.bench.intake.IntakeSuite;
import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "otlp",
        description = "Taking spans in, from bytes to aggregates: the platform beside Zipkin's server, on one core.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example", "  ./headroom bench otlp --rounds 2 --json otlp.json"})
final class OtlpCommand implements Callable<Integer> {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each server, of which medians are taken (default: 3).")
    int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long spans are sent in each round (default: 15).")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds for which each server is sent to before it counts (default: 15).")
    int warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Spans/s at which nothing may be lost (default: 50000).")
    int rate;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || seconds < 1 || warmUp < 1 || rate < 1) {
            throw BenchFailure.usage("--rounds, --seconds, --warm-up and --rate are at least 1, not %d, %d, %d and %d."
                    .formatted(rounds, seconds, warmUp, rate));
        }
        var settings = new IntakeSuite.Settings(Duration.ofSeconds(warmUp), rounds, Duration.ofSeconds(seconds), rate);
        try (var findings = new Findings("otlp", report)) {
            new IntakeSuite(settings, System.err::println).measure(findings::add);
            return report.exitCode(findings.document());
        }
    }
}
