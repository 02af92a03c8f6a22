package io.headroom.engine.schedule;

import java.time.Duration;
import java.util.List;

/**
 * A stretch of a profile along which something changes evenly.
 *
 * @param from its value at the beginning, at least 0
 * @param to its value at the end, at least 0
 * @param duration above 0, at most 366 days
 */
public record Segment(double from, double to, Duration duration) {
    static final double NANOS_PER_SECOND = 1e9;

    private static final Duration DURATION_MAX = Duration.ofDays(366);
    private static final double VALUE_MAX = 10_000_000;

    public Segment {
        require(from);
        require(to);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a stretch of a load lasts longer than nothing and at most 366 days, not " + duration);
        }
    }

    private static void require(double value) {
        if (!(value >= 0) || value > VALUE_MAX) {
            throw new IllegalArgumentException("a load is at least 0 and at most 10,000,000, not " + value);
        }
    }

    double seconds() {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    /** What it amounts to over its duration: a trapezoid's area, in values times seconds. */
    double area() {
        return (from + to) / 2 * seconds();
    }

    double most() {
        return Math.max(from, to);
    }

    static Duration duration(List<Segment> segments) {
        return segments.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
    }

    static double mean(List<Segment> segments) {
        return segments.stream().mapToDouble(Segment::area).sum()
                / (duration(segments).toNanos() / NANOS_PER_SECOND);
    }

    static double most(List<Segment> segments) {
        return segments.stream().mapToDouble(Segment::most).max().orElse(0);
    }
}
