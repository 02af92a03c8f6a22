package io.headroom.protection.guard;

import io.headroom.protection.Relaxation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a relaxation must be restored without its owner: at the deadline, or once the heartbeat has stood still
 * for too long. It has no clock: it is told.
 *
 * <p>Silence is measured by a clock that nobody can set. So is the deadline, from when the relaxation was first seen,
 * with the wall clock beside it: whichever comes first. A wall clock that is set back delays nothing, and one that is
 * set forward closes early.
 */
final class Watch {
    /** Why it must be restored. */
    enum Reason {
        DEADLINE("its deadline has come"),
        OWNER_SILENT("its owner is silent");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final long silenceNanosMax;
    private final Map<String, Long> deadlineNanosById = new HashMap<>();
    private String lastHeartbeat = "";
    private long lastHeartbeatNanos;

    Watch(Duration silenceMax, long nowNanos) {
        this.silenceNanosMax = silenceMax.toNanos();
        this.lastHeartbeatNanos = nowNanos;
    }

    void heartbeat(String content, long nowNanos) {
        if (!content.equals(lastHeartbeat)) {
            lastHeartbeat = content;
            lastHeartbeatNanos = nowNanos;
        }
    }

    Optional<Reason> due(Relaxation relaxation, long nowNanos, Instant now) {
        long deadlineNanos = deadlineNanosById.computeIfAbsent(
                relaxation.id(), id -> nowNanos + left(relaxation, now).toNanos());
        if (nowNanos - deadlineNanos >= 0 || !now.isBefore(relaxation.deadline())) {
            return Optional.of(Reason.DEADLINE);
        }
        return nowNanos - lastHeartbeatNanos >= silenceNanosMax ? Optional.of(Reason.OWNER_SILENT) : Optional.empty();
    }

    /** Never longer than its owner planned, whatever the wall clock says now. */
    private static Duration left(Relaxation relaxation, Instant now) {
        var byWallClock = Duration.between(now, relaxation.deadline());
        var planned = Duration.between(relaxation.plannedAt(), relaxation.deadline());
        return byWallClock.compareTo(planned) < 0 ? byWallClock : planned;
    }
}
