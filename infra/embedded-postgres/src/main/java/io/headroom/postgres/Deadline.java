package io.headroom.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The end of a wait for another process, which can only be watched. */
record Deadline(long nanos) {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanos >= 0 || Thread.currentThread().isInterrupted();
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
