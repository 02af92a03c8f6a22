package io.headroom.exploration;

import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/**
 * The share s of slow responses as a function of the rate λ: ln(s/(1−s)) = level + slope·ln λ.
 *
 * @param slope above 0
 */
record SlowCurve(double level, double slope) {

    /*
     * Logistic regression by iteratively reweighted least squares [1]: with m the curve's share, the working response z = η + (s−m)/(m(1−m)) is fitted with
     * weights n·m(1−m) until nothing moves. Its estimating equation Σ n(s−m)(1, ln λ) = 0 asks for the mean only, so it is right for correlated counts
     * too; only its textbook standard errors are not, and they are not used.
     *
     * [1] P. McCullagh, J. A. Nelder, Generalized Linear Models, 1989.
     */

    private static final int ROUNDS_MOST = 40;
    private static final double CONVERGED = 1e-7;
    private static final double LOGIT_MOST = 12;
    private static final double SLOPE_AT_FIRST = 6;

    /** So many requests at one rate, and how many of them were slow. */
    record Count(double rate, long requests, long slow) {}

    /** The curve through counts, empty if they do not rise with the rate or leave it open. */
    static Optional<SlowCurve> through(List<Count> counts) {
        double requests = 0;
        double slow = 0;
        double center = 0;
        for (Count count : counts) {
            requests += count.requests();
            slow += count.slow();
            center += count.requests() * Math.log(count.rate());
        }
        if (counts.size() < 3 || slow == 0 || slow == requests) {
            return Optional.empty();
        }
        return iterate(counts, center / requests, logit(slow / requests));
    }

    private static Optional<SlowCurve> iterate(List<Count> counts, double center, double start) {
        double level = start;
        double slope = SLOPE_AT_FIRST;
        for (int round = 0; round < ROUNDS_MOST; round++) {
            double[] next;
            try {
                next = reweighted(counts, center, level, slope);
            } catch (MathRuntimeException singular) {
                return Optional.empty();
            }
            double moved = Math.abs(next[0] - level) + Math.abs(next[1] - slope);
            level = next[0];
            slope = next[1];
            if (moved < CONVERGED * (1 + Math.abs(slope))) {
                return slope > 0 ? Optional.of(new SlowCurve(level - slope * center, slope)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static double[] reweighted(List<Count> counts, double center, double level, double slope) {
        double[] responses = new double[counts.size()];
        double[][] regressors = new double[counts.size()][];
        for (int i = 0; i < responses.length; i++) {
            Count count = counts.get(i);
            double x = Math.log(count.rate()) - center;
            double logit = Math.clamp(level + slope * x, -LOGIT_MOST, LOGIT_MOST);
            double share = share(logit);
            double variance = share * (1 - share);
            double seen = (double) count.slow() / Math.max(1, count.requests());
            double weight = Math.sqrt(count.requests() * variance);
            responses[i] = weight * (logit + (seen - share) / variance);
            regressors[i] = new double[] {weight, weight * x};
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(responses, regressors);
        return regression.estimateRegressionParameters();
    }

    /** The rate at which that share is slow. */
    double rateAt(double share) {
        return Math.exp((logit(share) - level) / slope);
    }

    double shareAt(double rate) {
        return share(level + slope * Math.log(rate));
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }
}
