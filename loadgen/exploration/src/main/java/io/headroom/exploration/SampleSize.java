package io.headroom.exploration;

/** How much has to be measured before a figure means something. */
public final class SampleSize {

    private SampleSize() {}

    /**
     * How many requests a percentile needs so that, with 95 % confidence, the largest seen is not below it: 1 − p^n ≥ 0.95. That is 59 for p95, 299 for
     * p99 and 2,995 for p99.9.
     *
     * @param share of the percentile, above 0 and below 1
     */
    public static long carrying(double share) {
        return (long) Math.ceil(Math.log(0.05) / Math.log(share));
    }
}
