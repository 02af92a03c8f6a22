package io.headroom.bench.command;

import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.regression.RegressionSuite;
import io.headroom.bench.report.Document;
import io.headroom.bench.report.Row;
import io.headroom.bench.report.RowTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "regression",
        description =
                "The judge of nights: false alarms and nights to detection on simulated series, and the change points of"
                        + " Apache Otava's own series.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example", "  ./headroom bench regression --years 20 --drops 200"})
final class RegressionCommand implements Callable<Integer> {

    private static final int UNMET = 2;

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

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file, too.")
    @Nullable
    Path json;

    @Option(names = "--require", description = "End with 2 if a goal is not met.")
    boolean require;

    @Override
    public Integer call() throws IOException {
        if (years < 1 || drops < 1) {
            throw BenchFailure.usage("--years and --drops are at least 1, not %d and %d.".formatted(years, drops));
        }
        Document document = new RegressionSuite(years, drops, seed, System.err::println).measure();
        RowTable.lines(document.rows()).forEach(System.out::println);
        if (json != null) {
            document.write(json);
        }
        return require && document.rows().stream().anyMatch(Row::isUnmet) ? UNMET : 0;
    }
}
