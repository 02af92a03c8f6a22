package io.headroom.bench.command;

import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.report.Document;
import io.headroom.bench.search.SearchSuite;
import io.headroom.exploration.Preset;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "search",
        description = "The capacity search: whole searches against simulated services of known capacity.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples",
            "  ./headroom bench search                                    a thousand searches of the preset standard",
            "  ./headroom bench search --preset quick --json search.json  another preset; the rows go to a file",
            "  ./headroom bench search --searches 100 --seed 900          other services"
        })
final class SearchCommand implements Callable<Integer> {

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many services are searched (default: 1000).")
    int searches;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "quick, standard or thorough (default: standard).")
    Preset preset = Preset.STANDARD;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the first service; the next ones have the next seeds (default: 0).")
    long seed;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        if (searches < 1) {
            throw BenchFailure.usage("--searches is at least 1, not %d.".formatted(searches));
        }
        Document document = new SearchSuite(preset, searches, seed, System.err::println).measure();
        report.tell(document);
        return report.exitCode(document);
    }
}
