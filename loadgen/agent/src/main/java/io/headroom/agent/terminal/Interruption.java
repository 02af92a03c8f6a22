package io.headroom.agent.terminal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import sun.misc.Signal;

/**
 * Ctrl-C, and its likes from other programs (TERM, HUP). The command looks at {@link #requested} and puts things back; the handler only says so. A second
 * one is for people who do not want to wait.
 */
public final class Interruption {

    private final AtomicInteger signals = new AtomicInteger();
    private final IntConsumer onSignal;

    private Interruption(IntConsumer onSignal) {
        this.onSignal = onSignal;
    }

    /**
     * Takes the process's signals over.
     *
     * @param onSignal called with 1 for the first, 2 for the second …, on a thread of the JVM
     */
    public static Interruption install(IntConsumer onSignal) {
        var interruption = new Interruption(onSignal);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), _ -> interruption.request());
        }
        return interruption;
    }

    /** One that no signal reaches: only {@link #request} does. */
    public static Interruption manual(IntConsumer onSignal) {
        return new Interruption(onSignal);
    }

    public void request() {
        onSignal.accept(signals.incrementAndGet());
    }

    public boolean requested() {
        return signals.get() > 0;
    }
}
