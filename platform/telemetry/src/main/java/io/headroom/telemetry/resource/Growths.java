package io.headroom.telemetry.resource;

import io.headroom.telemetry.otlp.MetricPoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** By how much each series grew from one point to the next, whether its sender counts from a start on or since its last point. Not thread-safe. */
final class Growths {
    private final Map<Series, Reading> kept = new HashMap<>();
    private final SequencedMap<Series, Reading> others = new LinkedHashMap<>();
    private final int othersMax;

    private record Reading(long startNanos, long timeNanos, double value, long count) {}

    /** @param othersMax series of which the latest reading is remembered though nobody asked to keep them; of more the one that was silent longest is forgotten */
    Growths(int othersMax) {
        this.othersMax = othersMax;
    }

    /** What was added between two times. */
    record Growth(long fromNanos, long toNanos, double value, long count) {}

    /** Empty for a point that is not younger than the last one, or than its own beginning. */
    Optional<Growth> of(Series series, MetricPoint point) {
        Reading before = kept.containsKey(series) ? kept.get(series) : others.get(series);
        if (before != null && point.timeNanos() <= before.timeNanos()) {
            return Optional.empty();
        }
        remember(series, new Reading(point.startNanos(), point.timeNanos(), point.value(), point.count()));
        if (before == null || !point.cumulative() || isRestarted(before, point)) {
            long from = point.startNanos() > 0 || before == null ? point.startNanos() : before.timeNanos();
            return Optional.of(new Growth(from, point.timeNanos(), point.value(), point.count()))
                    .filter(growth -> growth.fromNanos() < growth.toNanos());
        }
        return Optional.of(new Growth(
                before.timeNanos(), point.timeNanos(), point.value() - before.value(), point.count() - before.count()));
    }

    private void remember(Series series, Reading reading) {
        if (kept.containsKey(series)) {
            kept.put(series, reading);
            return;
        }
        others.putLast(series, reading);
        if (others.size() > othersMax) {
            others.pollFirstEntry();
        }
    }

    private static boolean isRestarted(Reading before, MetricPoint point) {
        return point.startNanos() != before.startNanos()
                || point.value() < before.value()
                || point.count() < before.count();
    }

    /** From now on the series' latest reading is not forgotten. */
    void keep(Series series) {
        Reading latest = others.remove(series);
        if (latest != null) {
            kept.put(series, latest);
        }
    }

    void clear() {
        kept.clear();
        others.clear();
    }
}
