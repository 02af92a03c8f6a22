package io.headroom.exploration.simulation;

import java.util.function.DoublePredicate;

/** Closed forms for M/M/c, the queue with Poisson arrivals and exponential service times. */
public final class QueueTheory {

    /*
     * a = λ/μ. Erlang's C, the probability of waiting, from his B by recursion:  B_0 = 1, B_k = a·B_{k−1}/(k + a·B_{k−1}),  C = B_c / (1 − (a/c)(1 − B_c)).
     * Response time:  P(T > t) = e^{−μt} (1 + C (1 − e^{−μt(c−1−a)}) / (c − 1 − a)),  with limit e^{−μt}(1 + C μ t) at a = c − 1.
     */

    private QueueTheory() {}

    public static double erlangC(int workers, double load) {
        double blocked = 1;
        for (int k = 1; k <= workers; k++) {
            blocked = load * blocked / (k + load * blocked);
        }
        return blocked / (1 - load / workers * (1 - blocked));
    }

    /** Probability that a response takes longer than {@code seconds}. */
    static double exceeds(double seconds, int workers, double serviceSeconds, double rate) {
        double load = rate * serviceSeconds;
        double time = seconds / serviceSeconds;
        double spare = workers - 1 - load;
        double tail = Math.abs(spare) < 1e-9 ? time : (1 - Math.exp(-time * spare)) / spare;
        return Math.exp(-time) * (1 + erlangC(workers, load) * tail);
    }

    public static double p95Seconds(int workers, double serviceSeconds, double rate) {
        return bisect(0, 1_000 * serviceSeconds, t -> exceeds(t, workers, serviceSeconds, rate) < 0.05);
    }

    /** The rate at which the 95th percentile of response time reaches a limit. */
    public static double rateAtP95(int workers, double serviceSeconds, double limitSeconds) {
        double capacity = workers / serviceSeconds;
        return bisect(0, capacity * 0.999, rate -> p95Seconds(workers, serviceSeconds, rate) > limitSeconds);
    }

    /** Where the doubled baseline at 10 requests/s is reached, with the floor of 10 ms. */
    public static double knee(int workers, double serviceSeconds) {
        double baseline = p95Seconds(workers, serviceSeconds, 10);
        return rateAtP95(workers, serviceSeconds, Math.max(2 * baseline, baseline + 0.01));
    }

    private static double bisect(double from, double to, DoublePredicate above) {
        double low = from;
        double high = to;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (above.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
