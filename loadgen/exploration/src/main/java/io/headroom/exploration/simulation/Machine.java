package io.headroom.exploration.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Pauses and bursts of one load step. Work must be given in the order of its start. */
final class Machine {
    private final Disturbance disturbance;
    private final double[] pauses;
    private final double burstPhase;
    private int next;

    Machine(Disturbance disturbance, double seconds, SplittableRandom random) {
        this.disturbance = disturbance;
        this.burstPhase = Disturbance.BURST_EVERY_SECONDS * random.nextDouble();
        double every = disturbance.pauses().everySeconds();
        double[] starts = new double[16];
        int count = 0;
        double at = every > 0 ? every * random.nextExponential() : Double.POSITIVE_INFINITY;
        while (at < seconds) {
            starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
            starts[count++] = at;
            at += disturbance.pauses().seconds() + every * random.nextExponential();
        }
        this.pauses = Arrays.copyOf(starts, count);
    }

    /** When work ends that was begun at {@code start} and takes so long on a machine that is left alone. */
    double end(double start, double work) {
        boolean burst = disturbance.burstSlowdown() > 0
                && (start + burstPhase) % Disturbance.BURST_EVERY_SECONDS < Disturbance.BURST_SECONDS;
        return afterPauses(start, burst ? work / (1 - disturbance.burstSlowdown()) : work);
    }

    private double afterPauses(double start, double work) {
        double pause = disturbance.pauses().seconds();
        while (next < pauses.length && pauses[next] + pause <= start) {
            next++;
        }
        double end = start + work;
        for (int p = next; p < pauses.length && pauses[p] < end; p++) {
            end += Math.min(pause, pauses[p] + pause - start);
        }
        return end;
    }
}
