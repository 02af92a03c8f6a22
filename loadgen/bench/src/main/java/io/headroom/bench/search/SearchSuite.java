package io.headroom.bench.search;

import io.headroom.bench.report.Document;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Machine;
import io.headroom.bench.report.Row;
import io.headroom.bench.search.SearchTrial.Sought;
import io.headroom.exploration.Preset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** All that simulated searches say of a preset. Every figure is counted from the searches. */
public final class SearchSuite {

    private static final double HALF_WIDTH = 0.05;
    private static final double COVERAGE_PERCENT = 95;
    private static final double STANDARD_MINUTES = 25;

    private static final int REPORTED_EVERY = 100;

    private final Preset preset;
    private final int searches;
    private final long seed;
    private final Consumer<String> progress;

    /** @param seed of the first search; the next ones have the next seeds */
    public SearchSuite(Preset preset, int searches, long seed, Consumer<String> progress) {
        this.preset = preset;
        this.searches = searches;
        this.seed = seed;
        this.progress = progress;
    }

    /** Searches one service after the other, on all cores. */
    public Document measure() throws IOException {
        progress.accept(String.format(
                Locale.ROOT, "%s: %,d searches, seeds %d to %d", name(), searches, seed, seed + searches - 1));
        List<SearchTrial> trials = LongStream.range(seed, seed + searches)
                .parallel()
                .mapToObj(each -> {
                    if (each % REPORTED_EVERY == REPORTED_EVERY - 1) {
                        progress.accept("seed " + each);
                    }
                    return SearchTrial.run(preset, each);
                })
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Sought sought : Sought.values()) {
            rows.addAll(rows(sought, trials));
        }
        rows.addAll(time(trials));
        return new Document("search", Machine.thisOne(), List.copyOf(rows));
    }

    private List<Row> rows(Sought sought, List<SearchTrial> trials) {
        String work = name() + "-" + sought.name().toLowerCase(Locale.ROOT);
        Accuracy all = Accuracy.of(sought, trials);
        Predicate<SearchTrial> textbook = SearchTrial::isTextbook;
        Accuracy left = Accuracy.of(sought, trials.stream().filter(textbook).toList());
        Accuracy disturbed =
                Accuracy.of(sought, trials.stream().filter(textbook.negate()).toList());
        return List.of(
                coverage(Row.alone(work, "intervals that hold the truth, %", 100 * all.coverage()))
                        .noting(all.describeCoverage()),
                Row.alone(work, "the same, M/M/c left alone, %", 100 * left.coverage())
                        .noting(left.describeCoverage()),
                Row.alone(work, "the same, disturbed, %", 100 * disturbed.coverage())
                        .noting(disturbed.describeCoverage()),
                Row.alone(
                                work,
                                "half-width of the interval, median, %",
                                100 * all.halfWidths().median())
                        .with(new Goal.AtMost(100 * Math.max(HALF_WIDTH, preset.width())))
                        .noting(all.describeWidths()),
                Row.alone(
                                work,
                                "error of the estimate, median, %",
                                100 * all.errors().median())
                        .noting(String.format(
                                Locale.ROOT,
                                "95 %% below %.1f %%",
                                100 * all.errors().at(0.95))),
                Row.alone(work, "wrong verdicts, %", 100 * all.wrongVerdicts())
                        .noting("of steps more than 2 % away from the truth"));
    }

    private Row coverage(Row row) {
        return preset == Preset.QUICK ? row : row.with(new Goal.AtLeast(COVERAGE_PERCENT));
    }

    private List<Row> time(List<SearchTrial> trials) {
        Sorted minutes = Sorted.of(trials.stream().mapToDouble(trial -> trial.loadSeconds() / 60));
        Row median = Row.alone(name(), "simulated minutes of load, median", minutes.median());
        return List.of(
                (preset == Preset.STANDARD ? median.with(new Goal.AtMost(STANDARD_MINUTES)) : median)
                        .noting(String.format(Locale.ROOT, "at most %.1f", minutes.at(1))),
                Row.alone(
                        name(),
                        "searches without an answer, %",
                        100.0
                                * trials.stream()
                                        .map(SearchTrial::answer)
                                        .filter(Optional::isEmpty)
                                        .count()
                                / trials.size()));
    }

    private String name() {
        return preset.name().toLowerCase(Locale.ROOT);
    }
}
