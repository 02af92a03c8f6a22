package io.headroom.engine;

import io.headroom.engine.scenario.CompiledScenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks, from the session's thread, at loops that have not woken for a while, and remembers which line of the scenario kept them. A loop in a phase wakes
 * every 20 milliseconds, so one that does not is kept by a user's code, or has no CPU.
 */
final class LoopWatch {
    private static final long STANDSTILL_NANOS = 100_000_000;

    private final List<Lane> lanes;
    private final Map<String, Integer> seen = new HashMap<>();

    LoopWatch(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /**
     * Looks at every loop.
     *
     * @param origin when the phase began, on the scale of {@link Loop#now}; loops need not have woken before
     */
    void look(long origin, long now) {
        for (Lane lane : lanes) {
            if (now - Math.max(origin, lane.loop().lastWoke()) > STANDSTILL_NANOS) {
                busyAt(lane.scenario(), lane.loop().running()).ifPresent(place -> seen.merge(place, 1, Integer::sum));
            }
        }
    }

    /** Where users were seen most often when they kept their loop: journey and line. */
    Optional<String> culprit() {
        return seen.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** A thread that waits gave its loop back. */
    private static Optional<String> busyAt(CompiledScenario scenario, Optional<Thread> user) {
        return user.filter(thread ->
                        thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.BLOCKED)
                .flatMap(thread -> scenario.placeOf(thread.getStackTrace()));
    }
}
