package io.headroom.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Whether two measurements differ in a figure, and by how much. Both are given as windows in the order of time, and may have different lengths. */
public final class Contrast {

    /*
     * Each measurement's windows are resampled by itself (moving blocks, see BlockBootstrap), the figure computed of each resample, and the r-th of one
     * subtracted from the r-th of the other: the middle of these differences is the interval. Whoever compares k figures at once asks for a tail of
     * 0.025 ÷ k (Bonferroni), so that by chance alone one comparison in twenty shows any difference, not one figure in twenty.
     *
     * What it cannot know is how much two runs of the same service differ, since there is one run of each.
     */

    /** Fewer windows than these tell nothing of how a figure varies. */
    public static final int WINDOWS_FEWEST = 10;

    private static final int RESAMPLES_FEWEST = 2_000;
    private static final int RESAMPLES_MOST = 10_000;
    /** Figures that lie beyond the interval's end on each side, at least: an end made of one single resample would be noise. */
    private static final int BEYOND = 5;

    private static final double TAIL = 0.025;

    private final long seed;
    private final double tail;
    private final int resamples;

    /**
     * @param seed of the resampling
     * @param figures how many figures are compared at once, 1 or more
     */
    public Contrast(long seed, int figures) {
        this.seed = seed;
        this.tail = TAIL / Math.max(1, figures);
        this.resamples = (int) Math.clamp((long) Math.ceil(BEYOND / tail), RESAMPLES_FEWEST, RESAMPLES_MOST);
    }

    /**
     * A difference with its interval, in the figure's own unit.
     *
     * @param lower end of the interval that holds {@code after − before}; {@code upper} likewise
     */
    public record Difference(double before, double after, double lower, double upper) {

        /** Whether chance does not explain it. */
        public boolean isShown() {
            return lower > 0 || upper < 0;
        }
    }

    /**
     * Latencies of one measurement.
     *
     * @param windowSeconds length of each window
     * @param micros a histogram for each window
     */
    public record Times(double windowSeconds, List<Histogram> micros) {}

    /**
     * A quotient of two counts of one measurement, for example errors ÷ requests.
     *
     * @param windowSeconds length of each window
     * @param of above the line, for each window; {@code among} below it
     */
    public record Quotient(double windowSeconds, long[] of, long[] among) {}

    /**
     * Of a percentile, in milliseconds.
     *
     * @param share of the percentile, 0 to 1
     */
    public Difference ofPercentile(double share, Times before, Times after) {
        return of(percentile(share, before), percentile(share, after));
    }

    /** Of the mean, in milliseconds. */
    public Difference ofMean(Times before, Times after) {
        return of(mean(before), mean(after));
    }

    /** Of a quotient. */
    public Difference ofQuotient(Quotient before, Quotient after) {
        return of(figure(before), figure(after));
    }

    private record Figure(int windows, double windowSeconds, ToDoubleFunction<int[]> of) {

        double whole() {
            int[] all = new int[windows];
            Arrays.setAll(all, w -> w);
            return of.applyAsDouble(all);
        }
    }

    private static Figure percentile(double share, Times times) {
        Latencies latencies = Latencies.ofHistograms(times.micros());
        return new Figure(
                latencies.windows(), times.windowSeconds(), selection -> latencies.percentileMillis(share, selection));
    }

    private static Figure mean(Times times) {
        Latencies latencies = Latencies.ofHistograms(times.micros());
        return new Figure(latencies.windows(), times.windowSeconds(), latencies::meanMillis);
    }

    private static Figure figure(Quotient quotient) {
        return new Figure(quotient.of().length, quotient.windowSeconds(), selection -> {
            long of = 0;
            long among = 0;
            for (int w : selection) {
                of += quotient.of()[w];
                among += quotient.among()[w];
            }
            return among == 0 ? 0 : (double) of / among;
        });
    }

    private Difference of(Figure before, Figure after) {
        if (Math.min(before.windows(), after.windows()) < WINDOWS_FEWEST) {
            throw new IllegalArgumentException("A comparison needs " + WINDOWS_FEWEST + " windows of each, not "
                    + before.windows() + " and " + after.windows() + ".");
        }
        double[] first = resampled(before, 2 * seed);
        double[] second = resampled(after, 2 * seed + 1);
        double[] differences = new double[resamples];
        Arrays.setAll(differences, r -> second[r] - first[r]);
        BlockBootstrap.Range range = BlockBootstrap.range(differences, tail);
        return new Difference(before.whole(), after.whole(), range.lower(), range.upper());
    }

    private double[] resampled(Figure figure, long seed) {
        return new BlockBootstrap(resamples, new Random(seed))
                .figures(figure.windows(), figure.windowSeconds(), figure.of());
    }
}
