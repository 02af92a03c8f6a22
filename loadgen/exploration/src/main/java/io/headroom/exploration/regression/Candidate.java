package io.headroom.exploration.regression;

import java.util.Optional;

/**
 * Where a stretch of a series is most unlike what follows.
 *
 * @param index of the first value after the change
 * @param divergence how unlike both sides are, above 0 the more
 */
record Candidate(int index, double divergence) {

    /*
     * With X = z_s … z_{τ−1} of n values and Y = z_τ … z_{κ−1} of m, the energy distance of both [1, 2], in the variant of Apache Otava [3]:
     *
     *     Q(τ, κ) = 2/(m+n)·Σ|X_i − Y_j| − 2m/((m+n)(n−1))·Σ_{i<k}|X_i − X_k| − 2n/((m+n)(m−1))·Σ_{j<k}|Y_j − Y_k|
     *
     * (a sum over pairs of a single value is 0). The candidate is the τ of the largest Q over all s < τ < κ ≤ e. κ may lie before the end so that a second
     * change further on does not hide the first. Column sums of the distances that grow with τ make all of Q cost as much as the distances.
     *
     * [1] D. S. Matteson, N. A. James, A nonparametric approach for multiple change point analysis of multivariate data, JASA 109, 2014.
     * [2] M. Fleming et al., Hunter: using change point detection to hunt for performance regressions, ICPE 2023.
     * [3] https://github.com/apache/otava
     */

    /** Of the values from {@code start} to before {@code end}; empty if there are less than two. */
    static Optional<Candidate> in(double[] series, int start, int end) {
        int length = end - start;
        if (length < 2) {
            return Optional.empty();
        }
        double[] fromLeft = new double[length];
        double[] fromAllBefore = new double[length];
        for (int j = 0; j < length; j++) {
            for (int i = 0; i < j; i++) {
                fromAllBefore[j] += Math.abs(series[start + i] - series[start + j]);
            }
        }
        int index = 1;
        double largest = Double.NEGATIVE_INFINITY;
        double left = 0;
        for (int tau = 1; tau < length; tau++) {
            left += tau > 1 ? fromAllBefore[tau - 1] : 0;
            for (int j = tau; j < length; j++) {
                fromLeft[j] += Math.abs(series[start + tau - 1] - series[start + j]);
            }
            double between = 0;
            double right = 0;
            for (int kappa = tau + 1; kappa <= length; kappa++) {
                between += fromLeft[kappa - 1];
                right += fromAllBefore[kappa - 1] - fromLeft[kappa - 1];
                double divergence = divergence(tau, kappa - tau, between, left, right);
                if (divergence > largest) {
                    largest = divergence;
                    index = tau;
                }
            }
        }
        return Optional.of(new Candidate(start + index, largest));
    }

    private static double divergence(double n, double m, double between, double left, double right) {
        return 2 / (m + n) * between
                - (n > 1 ? 2 * m / (m + n) / (n - 1) * left : 0)
                - (m > 1 ? 2 * n / (m + n) / (m - 1) * right : 0);
    }
}
