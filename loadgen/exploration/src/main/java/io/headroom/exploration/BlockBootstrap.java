package io.headroom.exploration;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Resamples windows to learn how uncertain a figure is that was computed from them. */
final class BlockBootstrap {

    /*
     * Moving-block bootstrap [1, 2]. Requests of one window wait in the same queue, and so do those of the next: drawing requests one by one as if they
     * were independent gives intervals that are far too narrow. So whole windows are drawn, in runs of b neighbours that keep the queue's memory:
     *
     *     draw ⌈n/b⌉ starts uniformly from 0 … n − b, join the runs, keep the first n windows, compute the figure; repeat.
     *
     *     n  number of windows        b = max(∛n, one second of windows), at most n/3
     *
     * ∛n is the order that minimises the error of the variance [1]. The interval is that between the 2.5 % and 97.5 % points of the figures.
     *
     * [1] H. R. Künsch, The jackknife and the bootstrap for general stationary observations, Annals of Statistics 17, 1989.
     * [2] S. N. Lahiri, Resampling Methods for Dependent Data, 2003.
     */

    private static final double TAIL = 0.025;

    private final int resamples;
    private final RandomGenerator random;

    BlockBootstrap(int resamples, RandomGenerator random) {
        this.resamples = resamples;
        this.random = random;
    }

    /** A figure's 95 % interval. */
    record Range(double lower, double upper) {}

    /** The figure of {@code resamples} selections of windows, in the order drawn. */
    double[] figures(int windows, double windowSeconds, ToDoubleFunction<int[]> figure) {
        int block = blockLength(windows, windowSeconds);
        double[] figures = new double[resamples];
        int[] selection = new int[windows];
        for (int r = 0; r < resamples; r++) {
            for (int filled = 0; filled < windows; filled += block) {
                int start = random.nextInt(windows - block + 1);
                for (int i = 0; i < block && filled + i < windows; i++) {
                    selection[filled + i] = start + i;
                }
            }
            figures[r] = figure.applyAsDouble(selection);
        }
        return figures;
    }

    /** The interval that holds the middle 95 % of the figures. */
    static Range range(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int cut = (int) Math.floor(TAIL * sorted.length);
        return new Range(sorted[cut], sorted[sorted.length - 1 - cut]);
    }

    static int blockLength(int windows, double windowSeconds) {
        double wanted = Math.max(Math.cbrt(windows), 1 / windowSeconds);
        return (int) Math.max(1, Math.min(Math.round(wanted), windows / 3));
    }
}
