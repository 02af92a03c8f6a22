package io.headroom.exploration.resilience;

/**
 * How a service answers under an overload, as far as is known.
 *
 * @param due requests; what a journey that failed would still have asked for is among them
 * @param hopeful those of them that succeeded or are still in flight
 * @param sent requests
 * @param timedOut those of the sent that ran out of time
 */
public record Responsiveness(long due, long hopeful, long sent, long timedOut) {

    private static final double SUCCEEDED_LEAST = 0.1;

    /** Where more than half of the requests run out of time, so does the median of all. */
    private static final double TIMED_OUT_MOST = 0.5;

    /** Whether fewer than a tenth of the requests can still succeed, or the median response time is above the time-out. */
    public boolean isLost() {
        return hopeful < SUCCEEDED_LEAST * due || timedOut > TIMED_OUT_MOST * sent;
    }

    /** Share of the due requests that cannot succeed any more, 0 to 1. */
    public double failedShare() {
        return due == 0 ? 0 : Math.clamp(1 - (double) hopeful / due, 0, 1);
    }

    /** Timed out ÷ sent, 0 to 1. */
    public double timedOutShare() {
        return sent == 0 ? 0 : Math.min(1, (double) timedOut / sent);
    }
}
