package io.headroom.bench.engine;

import java.util.ArrayList;
import java.util.List;

/** What a server counted before it stood still and after, at a steady rate: how long it took to be where it would have been. */
final class Comeback {

    private static final double NANOS_PER_SECOND = 1e9;
    /** Behind by less than what comes in this time is not behind: counts are a few milliseconds old when they are seen. */
    private static final double NEAR_SECONDS = 0.01;

    private final double perSecond;
    private final List<Count> before = new ArrayList<>();
    private final List<Count> after = new ArrayList<>();

    private record Count(long nanos, long requests) {}

    Comeback(double perSecond) {
        this.perSecond = perSecond;
    }

    void before(long nanos, long requests) {
        before.add(new Count(nanos, requests));
    }

    void after(long nanos, long requests) {
        after.add(new Count(nanos, requests));
    }

    /**
     * From the end of the stand-still until as many had been answered as without it.
     *
     * @param lost requests that never came
     */
    double seconds(long endNanos, double lost) {
        double ahead = before.stream()
                .mapToDouble(count -> count.requests() - expected(count.nanos(), endNanos))
                .average()
                .orElseThrow();
        double wanted = ahead - lost - NEAR_SECONDS * perSecond;
        return after.stream()
                .filter(count -> count.requests() - expected(count.nanos(), endNanos) >= wanted)
                .mapToDouble(count -> (count.nanos() - endNanos) / NANOS_PER_SECOND)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double expected(long nanos, long origin) {
        return (nanos - origin) / NANOS_PER_SECOND * perSecond;
    }
}
