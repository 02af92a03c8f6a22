package io.headroom.telemetry.otlp;

import java.util.concurrent.atomic.AtomicLong;

/** What one request takes of the bytes that all together may have in progress; closing gives it back. Not thread-safe. */
final class Room implements AutoCloseable {
    private final AtomicLong inProgress;
    private final OtlpLimits limits;
    private long mine;

    Room(AtomicLong inProgress, OtlpLimits limits) {
        this.inProgress = inProgress;
        this.limits = limits;
    }

    /** @throws Refusal 429 if there is not so much left; what was reserved before stays so */
    void reserve(long bytes) throws Refusal {
        if (inProgress.addAndGet(bytes) > limits.inProgressBytesMax()) {
            inProgress.addAndGet(-bytes);
            throw new Refusal(
                    Refusal.Cause.TOO_MANY_AT_ONCE,
                    "More is being read at once than there is room for: come again in %d s."
                            .formatted(limits.retryAfter().toSeconds()));
        }
        mine += bytes;
    }

    void giveBack(long bytes) {
        inProgress.addAndGet(-bytes);
        mine -= bytes;
    }

    @Override
    public void close() {
        giveBack(mine);
    }
}
