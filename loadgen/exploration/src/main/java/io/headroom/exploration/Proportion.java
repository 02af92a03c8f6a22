package io.headroom.exploration;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * A share of requests with its 95 % interval.
 *
 * @param share 0 to 1
 */
record Proportion(double lower, double share, double upper) {

    /*
     * Wilson's score interval: all p for which the observed share x/n is not surprising, |x/n − p| ≤ z·√(p(1−p)/n). Unlike the textbook interval it
     * is honest at x = 0 and for small n, which is where error shares live: 0 of 100 means "below 3.7 %", not "exactly 0".
     *
     * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.
     */

    private static final double ERROR_RATE = 0.05;

    /** The share of {@code part} in {@code whole}; everything is possible of nothing. */
    static Proportion of(long part, long whole) {
        if (whole <= 0) {
            return new Proportion(0, 0, 1);
        }
        // The library counts in int; beyond that the interval is too narrow to matter, so scaling down is safe.
        long scale = 1 + whole / Integer.MAX_VALUE;
        int n = (int) (whole / scale);
        int x = (int) Math.min(part / scale, n);
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, x, ERROR_RATE);
        return new Proportion(interval.getLowerBound(), (double) x / n, interval.getUpperBound());
    }
}
