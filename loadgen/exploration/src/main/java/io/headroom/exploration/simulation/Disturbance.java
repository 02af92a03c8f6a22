package io.headroom.exploration.simulation;

/**
 * What the machine of a simulated service does beside serving.
 *
 * @param burstSlowdown a neighbour takes this share of the speed during one of every ten seconds
 * @param coldRequests requests until the code is compiled; the first takes twice as long
 * @param noise standard deviation of the logarithm of a factor of mean 1 on every service time
 * @param leakPerHour by which share service becomes slower in an hour of load
 */
public record Disturbance(Pauses pauses, double burstSlowdown, int coldRequests, double noise, double leakPerHour) {

    public static final Disturbance NONE = new Disturbance(Pauses.NONE, 0, 0, 0, 0);

    static final double BURST_EVERY_SECONDS = 10;
    static final double BURST_SECONDS = 1;

    /**
     * Every worker stands still, as in a garbage collection.
     *
     * @param everySeconds of running between two of them, in the mean; 0 for never
     */
    public record Pauses(double seconds, double everySeconds) {
        public static final Pauses NONE = new Pauses(0, 0);

        double share() {
            return everySeconds > 0 ? seconds / (seconds + everySeconds) : 0;
        }
    }

    double lostShare() {
        return 1 - (1 - pauses.share()) * (1 - burstSlowdown * BURST_SECONDS / BURST_EVERY_SECONDS);
    }

    /** By which factor service has become slower after that many seconds of load. */
    double leaked(double secondsOfLoad) {
        return 1 + leakPerHour * secondsOfLoad / 3_600;
    }
}
