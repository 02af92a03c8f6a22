package io.headroom.bench.search;

import io.headroom.exploration.simulation.Disturbance;
import io.headroom.exploration.simulation.QueueTheory;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import org.HdrHistogram.Histogram;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * What a search should find, in requests/s.
 *
 * @param knee where the p95 of the baseline's 10 requests/s has doubled, at least by 10 ms
 * @param maximum what the workers finish when they never wait
 */
record Truth(double knee, double maximum) {

    /*
     * The maximum has a closed form, disturbed or not. The knee has one for M/M/c (Erlang's C). With disturbances it has none: there it is where the share of
     * responses over the limit is 5 % in simulations of 400,000 requests, a thousand times what one step of a search sees, with the same random numbers at every rate.
     * Of a service that leaks, the truth is that at half of the search's time.
     */

    private static final double BASELINE_RATE = 10;
    private static final double SLOW_SHARE = 0.05;
    private static final double DOUBLED = 2;
    private static final double FLOOR_MICROS = 10_000;
    private static final double REQUESTS = 400_000;
    private static final double RATE_TOLERANCE = 0.002;
    private static final int ROUNDS_MOST = 50;
    /** A share of none has no logarithm. */
    private static final double SHARE_LEAST = 1e-6;

    static Truth of(Shape shape, double secondsOfLoad, long seed) {
        double middle = secondsOfLoad / 2;
        double knee = shape.disturbance().equals(Disturbance.NONE)
                ? QueueTheory.knee(shape.workers(), shape.serviceSeconds())
                : simulatedKnee(shape, middle, seed);
        return new Truth(knee, shape.capacity(middle));
    }

    private static double simulatedKnee(Shape shape, double secondsOfLoad, long seed) {
        long p95 = responses(shape, BASELINE_RATE, secondsOfLoad, seed).getValueAtPercentile(100 * (1 - SLOW_SHARE));
        long limit = Math.round(Math.max(DOUBLED * p95, p95 + FLOOR_MICROS));
        double capacity = shape.capacity(secondsOfLoad);
        return new BrentSolver(RATE_TOLERANCE * capacity)
                .solve(
                        ROUNDS_MOST,
                        rate -> Math.log(
                                Math.max(SHARE_LEAST, slowShare(shape, rate, secondsOfLoad, limit, seed)) / SLOW_SHARE),
                        BASELINE_RATE,
                        capacity);
    }

    private static double slowShare(Shape shape, double rate, double secondsOfLoad, long limit, long seed) {
        Histogram responses = responses(shape, rate, secondsOfLoad, seed);
        return (double) responses.getCountBetweenValues(limit + 1, Math.max(limit + 1, responses.getMaxValue()))
                / responses.getTotalCount();
    }

    private static Histogram responses(Shape shape, double rate, double secondsOfLoad, long seed) {
        double seconds = REQUESTS / rate;
        return SimulatedTarget.warm(shape.waitingAtMost(seconds), secondsOfLoad - seconds / 2, seed)
                .measure(rate, seconds, seconds)
                .windows()
                .getFirst()
                .response();
    }
}
