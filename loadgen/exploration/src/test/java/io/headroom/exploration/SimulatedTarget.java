package io.headroom.exploration;

import io.headroom.exploration.Measurement.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * A service of known capacity on a simulated clock: one FIFO queue before {@code workers} workers; who would wait longer than {@code waitSecondsMax}
 * is refused (503). Every step starts idle, as after a cool-down.
 */
final class SimulatedTarget {

    /**
     * @param workers requests served at the same time
     * @param serviceSeconds mean time of one request at a worker
     * @param random whether service times are exponential (M/M/c) rather than constant (M/D/c)
     * @param poisson whether arrivals are random rather than evenly spaced
     * @param requestsPerJourney requests of one arrival, each due when the previous one ended; a refused one ends the journey
     * @param disturbance what the machine does beside
     */
    record Shape(
            int workers,
            double serviceSeconds,
            boolean random,
            boolean poisson,
            int requestsPerJourney,
            Disturbance disturbance) {

        static Shape of(int workers, double capacity) {
            return new Shape(workers, workers / capacity, false, false, 1, Disturbance.NONE);
        }

        Shape withRandomService() {
            return new Shape(workers, serviceSeconds, true, poisson, requestsPerJourney, disturbance);
        }

        Shape withPoissonArrivals() {
            return new Shape(workers, serviceSeconds, random, true, requestsPerJourney, disturbance);
        }

        Shape withJourneysOf(int requests) {
            return new Shape(workers, serviceSeconds, random, poisson, requests, disturbance);
        }

        Shape disturbedBy(Disturbance disturbance) {
            return new Shape(workers, serviceSeconds, random, poisson, requestsPerJourney, disturbance);
        }

        /** Requests/s that the workers finish when they never wait, disturbances included. */
        double capacity() {
            return workers / serviceSeconds * (1 - disturbance.lostShare());
        }
    }

    /**
     * @param pauseSeconds every worker stands still (garbage collection); one on average every {@code pauseEverySeconds}, 0 for never
     * @param burstSlowdown a neighbour takes this share of the speed during one of every ten seconds
     * @param coldRequests requests until the code is warm; the first takes twice as long
     */
    record Disturbance(double pauseSeconds, double pauseEverySeconds, double burstSlowdown, int coldRequests) {

        static final Disturbance NONE = new Disturbance(0, 0, 0, 0);

        double lostShare() {
            double paused = pauseEverySeconds > 0 ? pauseSeconds / (pauseSeconds + pauseEverySeconds) : 0;
            return 1 - (1 - paused) * (1 - burstSlowdown / 10);
        }
    }

    private static final double WAIT_SECONDS_MAX = 2;

    private record Due(double at, int position) {}

    private final Shape shape;
    private final SplittableRandom random;
    private long served;

    SimulatedTarget(Shape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
    }

    Measurement measure(double rate, double seconds, double windowSeconds) {
        Tally tally = new Tally((int) Math.round(seconds / windowSeconds), windowSeconds);
        PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> Double.compare(a.at(), b.at()));
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int w = 0; w < shape.workers(); w++) {
            free.add(0.0);
        }
        double gap = shape.requestsPerJourney() / rate;
        double nextArrival = random.nextDouble() * gap;
        Machine machine = new Machine(seconds + WAIT_SECONDS_MAX);
        while (nextArrival < seconds || !due.isEmpty()) {
            Due request;
            if (due.isEmpty()
                    || (nextArrival < seconds && nextArrival <= due.peek().at())) {
                request = new Due(nextArrival, 1);
                nextArrival += shape.poisson() ? gap * random.nextExponential() : gap;
            } else {
                request = due.poll();
            }
            if (request.at() >= seconds) {
                continue;
            }
            double start = Math.max(request.at(), free.peek());
            if (start - request.at() > WAIT_SECONDS_MAX) {
                tally.refused(request.at(), shape.requestsPerJourney() - request.position());
                continue;
            }
            double end = machine.end(start, serviceSeconds() * machine.slowdown(start));
            free.poll();
            free.add(end);
            tally.answered(request.at(), end);
            if (request.position() < shape.requestsPerJourney()) {
                due.add(new Due(end, request.position() + 1));
            }
        }
        return new Measurement(rate, tally.windows(), new Validity.Valid());
    }

    private double serviceSeconds() {
        double base = shape.serviceSeconds() * (shape.random() ? random.nextExponential() : 1);
        int cold = shape.disturbance().coldRequests();
        return cold == 0 ? base : base * (1 + Math.exp(-(double) served++ / cold));
    }

    /** Pauses and bursts of one step. */
    private final class Machine {
        private final List<Double> pauses = new ArrayList<>();
        private final double burstPhase = 10 * random.nextDouble();
        private int next;

        Machine(double seconds) {
            double every = shape.disturbance().pauseEverySeconds();
            double at = every > 0 ? every * random.nextExponential() : Double.POSITIVE_INFINITY;
            while (at < seconds) {
                pauses.add(at);
                at += shape.disturbance().pauseSeconds() + every * random.nextExponential();
            }
        }

        double slowdown(double start) {
            boolean burst = (start + burstPhase) % 10 < 1;
            return burst ? 1 / (1 - shape.disturbance().burstSlowdown()) : 1;
        }

        /** When work ends that stands still during pauses; starts never go back. */
        double end(double start, double work) {
            double pause = shape.disturbance().pauseSeconds();
            while (next < pauses.size() && pauses.get(next) + pause <= start) {
                next++;
            }
            double end = start + work;
            for (int p = next; p < pauses.size() && pauses.get(p) < end; p++) {
                end += Math.min(pause, pauses.get(p) + pause - start);
            }
            return end;
        }
    }

    /** Counts into windows. */
    private static final class Tally {
        private final double windowSeconds;
        private final long[] offered;
        private final long[] completed;
        private final long[] errors;
        private final long[] flow;
        private final Histogram[] response;

        Tally(int windows, double windowSeconds) {
            this.windowSeconds = windowSeconds;
            offered = new long[windows];
            completed = new long[windows];
            errors = new long[windows];
            flow = new long[windows];
            response = new Histogram[windows];
            for (int w = 0; w < windows; w++) {
                response[w] = new Histogram(2);
            }
        }

        void answered(double due, double end) {
            int w = window(due);
            offered[w]++;
            flow[w]++;
            response[w].recordValue(Math.max(1, Math.round((end - due) * 1e6)));
            if (window(end) < completed.length) {
                completed[window(end)]++;
                flow[window(end)]--;
            }
        }

        void refused(double due, int neverIssued) {
            offered[window(due)] += 1 + neverIssued;
            errors[window(due)] += 1 + neverIssued;
        }

        private int window(double at) {
            return (int) (at / windowSeconds);
        }

        List<Window> windows() {
            List<Window> windows = new ArrayList<>();
            long inFlight = 0;
            for (int w = 0; w < offered.length; w++) {
                inFlight += flow[w];
                windows.add(new Window(
                        windowSeconds, offered[w], offered[w], completed[w], errors[w], 0, inFlight, response[w]));
            }
            return windows;
        }
    }
}
