package io.headroom.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.TDistribution;

/** Whether two measurements differ in a figure, and by how much. Both are given as windows in the order of time, and may have different lengths. */
public final class Contrast {

    /*
     * Each measurement's windows are resampled by itself (moving blocks, see BlockBootstrap) and the figure computed of each resample: their standard
     * deviation is the figure's standard error. The interval of the difference is
     *
     *     after − before ± t · √(error₁² · n₁ ÷ (n₁ − 1) + error₂² · n₂ ÷ (n₂ − 1))        nᵢ  blocks in measurement i
     *
     * with t of Student's distribution at min(n₁, n₂) − 1 degrees of freedom: a dozen blocks know their own spread badly, and the resamples' percentiles
     * would be too narrow [1]. Whoever compares k figures at once gets t for a tail of 0.025 ÷ k (Bonferroni), so that by chance alone one comparison in
     * twenty shows any difference, not one figure in twenty.
     *
     * What it cannot know is how much two runs of the same service differ, since there is one run of each.
     *
     * [1] T. C. Hesterberg, What teachers should know about the bootstrap, The American Statistician 69, 2015.
     */

    /** Fewer windows than these tell nothing of how a figure varies. */
    public static final int WINDOWS_FEWEST = 10;

    /** Their standard deviation is then known to 2 %. */
    private static final int RESAMPLES = 1_000;

    private static final double TAIL = 0.025;

    private final long seed;
    private final double tail;

    /**
     * @param seed of the resampling
     * @param figures how many figures are compared at once, 1 or more
     */
    public Contrast(long seed, int figures) {
        this.seed = seed;
        this.tail = TAIL / Math.max(1, figures);
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

        int blocks() {
            return windows / BlockBootstrap.blockLength(windows, windowSeconds);
        }

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
        double error = Math.sqrt(varianceOf(before, 2 * seed) + varianceOf(after, 2 * seed + 1));
        int freedom = Math.max(1, Math.min(before.blocks(), after.blocks()) - 1);
        double margin = TDistribution.of(freedom).inverseSurvivalProbability(tail) * error;
        double first = before.whole();
        double second = after.whole();
        return new Difference(first, second, second - first - margin, second - first + margin);
    }

    private static double varianceOf(Figure figure, long seed) {
        double[] figures = new BlockBootstrap(RESAMPLES, new Random(seed))
                .figures(figure.windows(), figure.windowSeconds(), figure.of());
        double mean = Arrays.stream(figures).average().orElse(0);
        double squares = Arrays.stream(figures)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double blocks = Math.max(2, figure.blocks());
        return squares / (figures.length - 1) * blocks / (blocks - 1);
    }
}
