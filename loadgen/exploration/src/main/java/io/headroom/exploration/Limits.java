package io.headroom.exploration;

import java.util.OptionalDouble;

/**
 * What the knee is judged by.
 *
 * @param p95Millis the agreed 95th percentile of response time in milliseconds; absent: the baseline doubled
 * @param errorShare the agreed share of failed requests, 0 to 1; absent: the baseline doubled, at least 0.5 %
 */
public record Limits(OptionalDouble p95Millis, OptionalDouble errorShare) {

    private static final double DOUBLE = 2;
    private static final double FLOOR_MILLIS = 10;

    /** Rejects a response time that is not positive and a share outside 0 to 1. */
    public Limits {
        if (p95Millis.isPresent() && !(p95Millis.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "The objective's p95 must be above 0 ms, not " + p95Millis.getAsDouble() + ".");
        }
        if (errorShare.isPresent() && !(errorShare.getAsDouble() >= 0 && errorShare.getAsDouble() < 1)) {
            throw new IllegalArgumentException("The objective's share of errors must be 0 or more and below 1, not "
                    + errorShare.getAsDouble() + ".");
        }
    }

    /** The p95 in milliseconds above which responses are slow, given the baseline's. */
    double millis(double baselineP95Millis) {
        return p95Millis.orElse(Math.max(DOUBLE * baselineP95Millis, baselineP95Millis + FLOOR_MILLIS));
    }

    /** The p95 in milliseconds above which responses are slow beside a baseline. */
    public double slowMillis(Baseline baseline) {
        return millis(baseline.p95Millis());
    }

    /** No objective agreed: the service's own baseline, doubled. */
    public static Limits doubling() {
        return new Limits(OptionalDouble.empty(), OptionalDouble.empty());
    }
}
