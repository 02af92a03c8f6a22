package io.headroom.bench.command;

import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.regression.RegressionSuite;
import io.headroom.bench.report.Document;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "regression",
        description =
                "The judge of nights: false alarms and nights to detection on simulated series, and the change points of"
                        + " Apache Otava's own series.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example", "  ./headroom bench regression --years 20 --drops 200"})
final class RegressionCommand implements Callable<Integer> {

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "100",
            description = "Series of a year in which nothing happens (default: 100).")
    int years;

    @Option(
            names = "--drops",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Series that lose a tenth (default: 1000).")
    int drops;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the first series; the next ones have the next seeds (default: 0).")
    long seed;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        if (years < 1 || drops < 1) {
            throw BenchFailure.usage("--years and --drops are at least 1, not %d and %d.".formatted(years, drops));
        }
        Document document = new RegressionSuite(years, drops, seed, System.err::println).measure();
        report.tell(document);
        return report.exitCode(document);
    }
}
