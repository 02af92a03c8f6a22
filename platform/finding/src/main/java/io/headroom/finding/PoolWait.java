package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Requests that wait for a connection of a pool because all are in use. Found when taking one takes {@value #WAIT_MILLIS_MIN} ms or more in the mean
 * at some load, {@value #FACTOR_MIN} times what it takes at the least load, and the pool is nearly used up there. A connection that is slow to be
 * opened, with others idle, is another matter.
 */
public final class PoolWait {

    static final double WAIT_MILLIS_MIN = 1;
    static final double FACTOR_MIN = 5;
    private static final double USED_SHARE_MIN = 0.8;

    private PoolWait() {}

    /**
     * @param waitMillis from asking for a connection to having one, in the mean
     * @param used connections in use, in the mean
     * @param max connections that the pool may have
     */
    public record Reading(double perSecond, double waitMillis, double used, int max) implements Load {}

    public static Optional<Finding> find(String pool, List<Reading> steps) {
        List<Reading> readings = Load.rising(steps);
        return readings.stream()
                .filter(step -> waits(step, readings.getFirst()))
                .findFirst()
                .map(
                        first -> new Finding(
                                FindingKind.POOL_WAIT,
                                pool,
                                String.format(
                                        Locale.ROOT,
                                        "From %.0f requests/s on, requests wait for a connection of %s: %.1f ms in the mean, with %.1f of %d in use.",
                                        first.perSecond(),
                                        pool,
                                        first.waitMillis(),
                                        first.used(),
                                        first.max()),
                                readings.stream().map(PoolWait::evidence).toList(),
                                "Keep connections for less time, or let the pool be larger, as far as the database has connections for all instances."));
    }

    private static boolean waits(Reading step, Reading least) {
        return step.waitMillis() >= WAIT_MILLIS_MIN
                && step.waitMillis() >= FACTOR_MIN * least.waitMillis()
                && step.used() >= USED_SHARE_MIN * step.max();
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                Load.row(reading),
                String.format(
                        Locale.ROOT,
                        "%.1f ms, %.1f of %d in use",
                        reading.waitMillis(),
                        reading.used(),
                        reading.max()));
    }
}
