package io.headroom.exploration.resilience;

/**
 * How a service answers under an overload, as far as is known. What is still in flight counts for it.
 *
 * @param due requests
 * @param failed failed and dropped ones of them
 * @param timedOut those of the failed that ran out of time
 */
public record Responsiveness(long due, long failed, long timedOut) {

    private static final double FAILED_MOST = 0.9;

    /** Where more than half of the requests run out of time, so does the median of all. */
    private static final double TIMED_OUT_MOST = 0.5;

    /** Whether fewer than a tenth of the requests can still succeed, or the median response time is above the time-out. */
    public boolean isLost() {
        return failed > FAILED_MOST * due || timedOut > TIMED_OUT_MOST * due;
    }

    /** Failed ÷ due, 0 to 1. */
    public double failedShare() {
        return due == 0 ? 0 : Math.min(1, (double) failed / due);
    }

    /** Timed out ÷ due, 0 to 1. */
    public double timedOutShare() {
        return due == 0 ? 0 : Math.min(1, (double) timedOut / due);
    }
}
