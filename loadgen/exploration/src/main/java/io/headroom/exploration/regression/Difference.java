package io.headroom.exploration.regression;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How two neighbouring stretches of a series differ.
 *
 * @param before mean of the first one; {@code after} of the second
 * @param probability of so large a difference without a change: Student's t, two-sided
 */
record Difference(double before, double after, double probability) {

    /*
     * t = (mean₁ − mean₂) / √(s²(1/n + 1/m)),   s² = ((n−1)·s₁² + (m−1)·s₂²) / (n+m−2),   n+m−2 degrees of freedom
     *
     * with s₁², s₂² about each mean, divided by n and m as Apache Otava does, whose answers ours must equal.
     */

    static Difference of(double[] series, int start, int index, int end) {
        int n = index - start;
        int m = end - index;
        double before = mean(series, start, index);
        double after = mean(series, index, end);
        double freedom = n + m - 2.0;
        if (freedom <= 0 || before == after) {
            return new Difference(before, after, 1);
        }
        double pooled =
                ((n - 1) * variance(series, start, index, before) + (m - 1) * variance(series, index, end, after))
                        / freedom;
        if (pooled == 0) {
            return new Difference(before, after, 0);
        }
        double t = Math.abs(before - after) / Math.sqrt(pooled * (1.0 / n + 1.0 / m));
        return new Difference(before, after, 2 * TDistribution.of(freedom).survivalProbability(t));
    }

    /** The larger of the relative changes there and back. */
    double magnitude() {
        double there = before == 0 ? 0 : Math.abs(after / before - 1);
        double back = after == 0 ? 0 : Math.abs(before / after - 1);
        return Math.max(there, back);
    }

    private static double mean(double[] series, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += series[i];
        }
        return sum / (end - start);
    }

    private static double variance(double[] series, int start, int end, double mean) {
        double squares = 0;
        for (int i = start; i < end; i++) {
            squares += (series[i] - mean) * (series[i] - mean);
        }
        return squares / (end - start);
    }
}
