package io.headroom.bench.engine;

import io.headroom.bench.measure.SteadyWindow;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The steady windows of one generator's rounds. A round that other work of the machine spoiled is made again, as many times as there are rounds in all;
 * if fewer than two came out clean nevertheless, all of them count, and the report says so.
 */
final class Windows {

    private static final int CLEAN_ENOUGH = 2;

    private final int rounds;
    private final List<SteadyWindow> all = new ArrayList<>();

    Windows(int rounds) {
        this.rounds = rounds;
    }

    void add(SteadyWindow window) {
        all.add(window);
    }

    boolean wantsMore() {
        return clean().size() < rounds && all.size() < 2 * rounds;
    }

    long unclean() {
        return all.size() - clean().size();
    }

    int made() {
        return all.size();
    }

    double median(ToDoubleFunction<SteadyWindow> figure) {
        double[] sorted = counted().stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Least and most, as {@code 0.381-0.402}. */
    String spread(ToDoubleFunction<SteadyWindow> figure) {
        DoubleSummaryStatistics figures = counted().stream().mapToDouble(figure).summaryStatistics();
        return String.format(Locale.ROOT, "%.3f-%.3f", figures.getMin(), figures.getMax());
    }

    private List<SteadyWindow> counted() {
        List<SteadyWindow> clean = clean();
        return clean.size() >= Math.min(CLEAN_ENOUGH, rounds) ? clean : all;
    }

    private List<SteadyWindow> clean() {
        return all.stream().filter(SteadyWindow::isClean).toList();
    }
}
