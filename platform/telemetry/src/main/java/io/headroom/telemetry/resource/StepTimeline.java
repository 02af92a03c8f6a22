package io.headroom.telemetry.resource;

import io.headroom.telemetry.trace.LoadStepId;
import java.util.ArrayList;
import java.util.List;

/** Which load steps ran when, by the platform's clock. Not thread-safe. */
final class StepTimeline {
    private static final long STILL_RUNNING = Long.MAX_VALUE;

    private final List<Stretch> stretches = new ArrayList<>();

    private record Stretch(LoadStepId step, long beginNanos, long endNanos) {
        long overlapNanos(long fromNanos, long toNanos) {
            return Math.min(endNanos, toNanos) - Math.max(beginNanos, fromNanos);
        }
    }

    void begin(LoadStepId step, long nanos) {
        stretches.add(new Stretch(step, nanos, STILL_RUNNING));
    }

    void end(LoadStepId step, long nanos) {
        stretches.replaceAll(stretch -> stretch.step().equals(step) && stretch.endNanos() == STILL_RUNNING
                ? new Stretch(step, stretch.beginNanos(), nanos)
                : stretch);
    }

    void forget(long session) {
        stretches.removeIf(stretch -> stretch.step().session() == session);
    }

    /** The steps that ran at this time: one of each session under way at most. */
    List<LoadStepId> at(long nanos) {
        return stretches.stream()
                .filter(stretch -> stretch.beginNanos() <= nanos && nanos <= stretch.endNanos())
                .map(Stretch::step)
                .toList();
    }

    /** The steps that ran for at least half of this time. */
    List<LoadStepId> during(long fromNanos, long toNanos) {
        return stretches.stream()
                .filter(stretch -> 2 * stretch.overlapNanos(fromNanos, toNanos) >= toNanos - fromNanos)
                .map(Stretch::step)
                .toList();
    }
}
