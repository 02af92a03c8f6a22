package io.headroom.sample.gate;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits that park the caller's virtual thread, which costs no processor time. */
public final class Pause {

    private Pause() {}

    public static void of(Duration length) {
        until(System.nanoTime() + length.toNanos());
    }

    /**
     * Until {@link System#nanoTime} has come so far. An interrupt means that the process ends: then nobody needs an exact wait any more.
     */
    static void until(long endNanos) {
        long remainingNanos = endNanos - System.nanoTime();
        while (remainingNanos > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(remainingNanos);
            remainingNanos = endNanos - System.nanoTime();
        }
    }
}
