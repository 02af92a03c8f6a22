package io.headroom.agent.terminal;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import sun.misc.Signal;

/**
 * Ctrl-C, and its likes from other programs (TERM, HUP). The command looks at {@link #requested} and puts things back; the handler only says so. A second
 * one is for people who do not want to wait. One that follows within a second is the same wish: terminals and the programs that started this one each pass
 * a signal on.
 */
public final class Interruption {

    private static final long SAME_WISH_NANOS = 1_000_000_000;

    private final IntConsumer onSignal;
    private final LongSupplier nanoTime;
    private int wishes;
    private long lastNanos;

    private Interruption(IntConsumer onSignal, LongSupplier nanoTime) {
        this.onSignal = onSignal;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes the process's signals over.
     *
     * @param onSignal called with 1 for the first, 2 for the second …, on a thread of the JVM
     */
    public static Interruption install(IntConsumer onSignal) {
        var interruption = new Interruption(onSignal, System::nanoTime);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), _ -> interruption.request());
        }
        return interruption;
    }

    /**
     * One that no signal reaches: only {@link #request} does.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static Interruption manual(IntConsumer onSignal, LongSupplier nanoTime) {
        return new Interruption(onSignal, nanoTime);
    }

    public void request() {
        int wish = nextWish();
        if (wish > 0) {
            onSignal.accept(wish);
        }
    }

    public synchronized boolean requested() {
        return wishes > 0;
    }

    /** Its number, or 0 if it is the one before once more. */
    private synchronized int nextWish() {
        long now = nanoTime.getAsLong();
        boolean same = wishes > 0 && now - lastNanos < SAME_WISH_NANOS;
        if (same) {
            return 0;
        }
        lastNanos = now;
        return ++wishes;
    }
}
