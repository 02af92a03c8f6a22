package io.headroom.exploration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a series rises, and how fast.
 *
 * @param slope change per step of the series
 * @param risingProbability one-sided probability that a series without a trend rises as clearly as this one
 */
record Trend(double slope, double risingProbability) {

    /*
     * Slope: Theil–Sen, the median over all pairs i < j of (y_j − y_i) / (j − i). A single pause of the machine, which would bend a least-squares
     * line, moves it little: up to 29 % of the values may be arbitrary [1, 2].
     *
     * Significance: Mann–Kendall [3, 4]. S = Σ_{i<j} sign(y_j − y_i) counts how many pairs rise more than fall. Without a trend S has mean 0 and
     *
     *     Var(S) = (n(n−1)(2n+5) − Σ_t t(t−1)(2t+5)) / 18,     t = size of each group of equal values,
     *
     * and Z = (S − sign(S)) / √Var(S) is standard normal from n ≈ 8 on. It assumes independent values; windows of a queue are not, so who decides by
     * it asks for a material rise as well.
     *
     * [1] H. Theil, A rank-invariant method of linear and polynomial regression analysis, 1950.
     * [2] P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968.
     * [3] H. B. Mann, Nonparametric tests against trend, Econometrica 13, 1945.
     * [4] M. G. Kendall, Rank Correlation Methods, 1975.
     */

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    /** The trend of a series; none for fewer than three values. */
    static Trend of(double[] series) {
        int n = series.length;
        if (n < 3) {
            return new Trend(0, 1);
        }
        double[] slopes = new double[n * (n - 1) / 2];
        long score = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double rise = series[j] - series[i];
                score += (long) Math.signum(rise);
                slopes[pair++] = rise / (j - i);
            }
        }
        return new Trend(median(slopes), risingProbability(score, series));
    }

    private static double risingProbability(long score, double[] series) {
        double variance = varianceOfScore(series);
        if (variance <= 0) {
            return 1;
        }
        return STANDARD_NORMAL.survivalProbability((score - Math.signum(score)) / Math.sqrt(variance));
    }

    private static double varianceOfScore(double[] series) {
        Map<Double, Integer> groups = new HashMap<>();
        for (double value : series) {
            groups.merge(value, 1, Integer::sum);
        }
        double sum = spread(series.length);
        for (int ties : groups.values()) {
            sum -= spread(ties);
        }
        return sum / 18;
    }

    private static double spread(double n) {
        return n * (n - 1) * (2 * n + 5);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
