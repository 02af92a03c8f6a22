package io.headroom.exploration.scaling;

/**
 * What so many instances carried in one run.
 *
 * @param instances 1 or more
 * @param requestsPerSecond above 0
 * @param deviation standard deviation of that figure in requests/s; 0 if nobody knows
 */
public record CapacityAt(int instances, double requestsPerSecond, double deviation) {

    /** Rejects what no run can have found. */
    public CapacityAt {
        if (instances < 1 || !(requestsPerSecond > 0) || !(deviation >= 0)) {
            throw new IllegalArgumentException(
                    "A capacity needs 1 instance or more, above 0 requests/s and a deviation of" + " 0 or more, not "
                            + instances + ", " + requestsPerSecond + ", " + deviation + ".");
        }
    }
}
