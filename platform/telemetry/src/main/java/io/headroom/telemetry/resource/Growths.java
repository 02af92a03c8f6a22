package io.headroom.telemetry.resource;

import io.headroom.telemetry.otlp.MetricPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** By how much each series grew from one point to the next, whether its sender counts from a start on or since its last point. Not thread-safe. */
final class Growths {
    private final Map<Series, Reading> latest = new HashMap<>();

    private record Reading(long startNanos, long timeNanos, double value, long count) {}

    /** What was added between two times. */
    record Growth(long fromNanos, long toNanos, double value, long count) {}

    /** Empty for a point that is not younger than the last one, or than its own beginning. */
    Optional<Growth> of(Series series, MetricPoint point) {
        Reading before = latest.get(series);
        if (before != null && point.timeNanos() <= before.timeNanos()) {
            return Optional.empty();
        }
        latest.put(series, new Reading(point.startNanos(), point.timeNanos(), point.value(), point.count()));
        if (before == null || !point.cumulative() || isRestarted(before, point)) {
            long from = point.startNanos() > 0 || before == null ? point.startNanos() : before.timeNanos();
            return Optional.of(new Growth(from, point.timeNanos(), point.value(), point.count()))
                    .filter(growth -> growth.fromNanos() < growth.toNanos());
        }
        return Optional.of(new Growth(
                before.timeNanos(), point.timeNanos(), point.value() - before.value(), point.count() - before.count()));
    }

    private static boolean isRestarted(Reading before, MetricPoint point) {
        return point.startNanos() != before.startNanos()
                || point.value() < before.value()
                || point.count() < before.count();
    }

    void clear() {
        latest.clear();
    }
}
