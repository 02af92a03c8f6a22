package io.headroom.exploration.simulation;

/**
 * What a simulated service is like.
 *
 * @param workers requests served at the same time
 * @param serviceSeconds mean time of one request at a worker
 * @param disturbance what the machine does beside
 */
public record Shape(int workers, double serviceSeconds, Traffic traffic, Disturbance disturbance) {

    private static final double WAIT_SECONDS_MAX = 2;

    /**
     * @param randomService whether service times are exponential (M/M/c) rather than constant (M/D/c)
     * @param randomArrivals whether arrivals are a Poisson process rather than evenly spaced
     * @param requestsPerJourney requests of one arrival, each due when the previous one ended; a refused one ends the journey
     * @param waitSecondsMax who would wait longer is refused (503)
     */
    public record Traffic(
            boolean randomService, boolean randomArrivals, int requestsPerJourney, double waitSecondsMax) {}

    /** Constant service, even arrivals, no disturbance; capacity in requests/s. */
    public static Shape of(int workers, double capacity) {
        return new Shape(workers, workers / capacity, new Traffic(false, false, 1, WAIT_SECONDS_MAX), Disturbance.NONE);
    }

    public Shape withRandomService() {
        return with(
                new Traffic(true, traffic.randomArrivals(), traffic.requestsPerJourney(), traffic.waitSecondsMax()));
    }

    public Shape withPoissonArrivals() {
        return with(new Traffic(traffic.randomService(), true, traffic.requestsPerJourney(), traffic.waitSecondsMax()));
    }

    public Shape withJourneysOf(int requests) {
        return with(new Traffic(traffic.randomService(), traffic.randomArrivals(), requests, traffic.waitSecondsMax()));
    }

    public Shape waitingAtMost(double seconds) {
        return with(
                new Traffic(traffic.randomService(), traffic.randomArrivals(), traffic.requestsPerJourney(), seconds));
    }

    public Shape disturbedBy(Disturbance disturbance) {
        return new Shape(workers, serviceSeconds, traffic, disturbance);
    }

    /** Requests/s that warm workers finish when they never wait, disturbances included, after that many seconds of load. */
    public double capacity(double secondsOfLoad) {
        return workers / serviceSeconds * (1 - disturbance.lostShare()) / disturbance.leaked(secondsOfLoad);
    }

    /** The same of a service that does not leak. */
    public double capacity() {
        return capacity(0);
    }

    private Shape with(Traffic traffic) {
        return new Shape(workers, serviceSeconds, traffic, disturbance);
    }
}
