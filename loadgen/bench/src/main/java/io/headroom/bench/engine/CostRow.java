package io.headroom.bench.engine;

import io.headroom.bench.generator.Generator;
import io.headroom.bench.measure.SteadyWindow;
import io.headroom.bench.report.Goal;
import io.headroom.bench.report.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** CPU-seconds per 100,000 requests, ours beside each peer's. */
final class CostRow {

    private static final String METRIC = "CPU-s per 100,000 requests";

    private CostRow() {}

    /**
     * A row for each peer.
     *
     * @param contestants ours first
     * @param goal beside a peer
     */
    static <G extends Generator> List<Row> of(
            String work, List<Contestant<G>> contestants, Function<Generator, Optional<Goal>> goal) {
        Windows ours = contestants.getFirst().windows();
        return contestants.stream()
                .skip(1)
                .map(peer -> {
                    Row row = beside(work, ours, peer);
                    return goal.apply(peer.generator()).map(row::with).orElse(row);
                })
                .toList();
    }

    private static Row beside(String work, Windows ours, Contestant<?> peer) {
        Windows theirs = peer.windows();
        String name = peer.generator().name();
        String spread = "%s, %s %s".formatted(ours.spread(SteadyWindow::cost), name, theirs.spread(SteadyWindow::cost));
        long unclean = ours.unclean() + theirs.unclean();
        String spoiled =
                unclean == 0 ? "" : "; %d of %d rounds unclean".formatted(unclean, ours.made() + theirs.made());
        return Row.beside(work, METRIC, ours.median(SteadyWindow::cost), name, theirs.median(SteadyWindow::cost))
                .noting(spread + spoiled);
    }
}
