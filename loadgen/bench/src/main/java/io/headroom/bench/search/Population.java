package io.headroom.bench.search;

import io.headroom.exploration.simulation.Disturbance;
import io.headroom.exploration.simulation.Disturbance.Pauses;
import io.headroom.exploration.simulation.Shape;
import java.util.SplittableRandom;

/** The services that are searched; each follows from its seed. */
final class Population {

    /*
     * M/M/c with c = 1 … 16 and a capacity of 50 to 800 requests/s, uniform in its logarithm. One in three is left alone, so its truth is the textbook's.
     * The others have each of these with probability one half: response times that vary beyond the exponential, code that is compiled late, pauses of a garbage
     * collector, a neighbour that takes a fifth of the machine for one second in ten, and a leak that makes service 2 % slower in an hour of load.
     */

    private static final int WORKERS_MOST = 16;
    private static final double CAPACITY_LEAST = 50;
    private static final double CAPACITY_SPAN = 16;
    private static final double WAIT_SECONDS_MAX = 10;

    private Population() {}

    static Shape of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(
                        1 + random.nextInt(WORKERS_MOST), CAPACITY_LEAST * Math.pow(CAPACITY_SPAN, random.nextDouble()))
                .withPoissonArrivals()
                .withRandomService()
                .waitingAtMost(WAIT_SECONDS_MAX);
        return random.nextInt(3) == 0 ? shape : shape.disturbedBy(disturbance(random));
    }

    private static Disturbance disturbance(SplittableRandom random) {
        return new Disturbance(
                random.nextBoolean() ? new Pauses(0.03, 3) : Pauses.NONE,
                random.nextBoolean() ? 0.2 : 0,
                random.nextBoolean() ? 300 : 0,
                random.nextBoolean() ? 0.3 : 0,
                random.nextBoolean() ? 0.02 : 0);
    }
}
