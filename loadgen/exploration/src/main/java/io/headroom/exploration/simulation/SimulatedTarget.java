package io.headroom.exploration.simulation;

import io.headroom.exploration.Measurement;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.exploration.Window;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** One FIFO queue before a number of workers. Every step starts idle, as after a cool-down; what leaks and what is compiled goes on from step to step. */
public final class SimulatedTarget {

    private record Due(double at, int position) {}

    private final Shape shape;
    private final SplittableRandom random;
    private long served;
    private double secondsOfLoad;

    public SimulatedTarget(Shape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
    }

    /** The same service, warm, after that many seconds of load. */
    public static SimulatedTarget warm(Shape shape, double secondsOfLoad, long seed) {
        SimulatedTarget target = new SimulatedTarget(shape, seed);
        target.served = Long.MAX_VALUE / 2;
        target.secondsOfLoad = secondsOfLoad;
        return target;
    }

    /** Offers requests/s for so many seconds. */
    public Measurement measure(double rate, double seconds, double windowSeconds) {
        return new Measurement(rate, drive(_ -> rate, seconds, windowSeconds), new Validity.Valid());
    }

    /**
     * Offers what changes with time.
     *
     * @param rate in requests/s by the seconds since the begin, above 0
     */
    public List<Window> drive(DoubleUnaryOperator rate, double seconds, double windowSeconds) {
        Tally tally = new Tally((int) Math.round(seconds / windowSeconds), windowSeconds);
        Workers workers = new Workers(shape.workers());
        Machine machine =
                new Machine(shape.disturbance(), seconds + shape.traffic().waitSecondsMax(), random);
        double leaked = shape.disturbance().leaked(secondsOfLoad + seconds / 2);
        PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> Double.compare(a.at(), b.at()));
        int perJourney = shape.traffic().requestsPerJourney();
        double nextArrival = random.nextDouble() * perJourney / rate.applyAsDouble(0);
        while (nextArrival < seconds || !due.isEmpty()) {
            Due request;
            if (due.isEmpty()
                    || (nextArrival < seconds && nextArrival <= due.peek().at())) {
                request = new Due(nextArrival, 1);
                double gap = perJourney / rate.applyAsDouble(nextArrival);
                nextArrival += shape.traffic().randomArrivals() ? gap * random.nextExponential() : gap;
            } else {
                request = due.poll();
            }
            if (request.at() >= seconds) {
                continue;
            }
            double start = Math.max(request.at(), workers.freeAt());
            if (start - request.at() > shape.traffic().waitSecondsMax()) {
                tally.refused(request.at(), perJourney - request.position());
                continue;
            }
            double end = machine.end(start, leaked * serviceSeconds());
            workers.takeUntil(end);
            tally.answered(request.at(), end);
            if (request.position() < perJourney) {
                due.add(new Due(end, request.position() + 1));
            }
        }
        secondsOfLoad += seconds;
        return tally.windows();
    }

    private double serviceSeconds() {
        double base = shape.serviceSeconds() * (shape.traffic().randomService() ? random.nextExponential() : 1);
        double noise = shape.disturbance().noise();
        // e^{σz − σ²/2} has mean 1.
        double noisy = noise == 0 ? base : base * Math.exp(noise * random.nextGaussian() - noise * noise / 2);
        int cold = shape.disturbance().coldRequests();
        return cold == 0 ? noisy : noisy * (1 + Math.exp(-(double) served++ / cold));
    }

    /** When each worker is free; a linear look is faster than a heap for as many as there are. */
    private static final class Workers {
        private final double[] free;
        private int first;

        Workers(int count) {
            free = new double[count];
        }

        double freeAt() {
            return free[first];
        }

        void takeUntil(double end) {
            free[first] = end;
            for (int w = 0; w < free.length; w++) {
                if (free[w] < free[first]) {
                    first = w;
                }
            }
        }
    }
}
