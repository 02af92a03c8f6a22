package io.headroom.engine;

import io.headroom.engine.schedule.Pacing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its users, connections and timers. All of it is touched only on the loop's thread, or by the one user that the thread is running;
 * therefore nothing here is synchronised.
 *
 * <p>A pass is: read what arrived or begin what is due, then run every user that can go on until it waits again, then send what they asked for. The loop
 * sleeps until the next due time, but wakes for it at most once a millisecond unless exact pacing is asked for: at high rates arrivals go out in
 * small groups, because a wake-up costs more than a request.
 */
final class Loop implements Executor {
    private static final long TICK_NANOS = 1_000_000;
    private static final int WRITE_BYTES = 64 * 1024;
    private static final long START = System.nanoTime() - 1;

    private final EventLoop eventLoop;
    private final Transport transport;
    private final long tickNanosUsual;
    private final SharedReadBuffer readBuffer = new SharedReadBuffer();
    private final SharedBuffer writeBuffer = new SharedBuffer(WRITE_BYTES);
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final ArrayDeque<Exchange> outgoing = new ArrayDeque<>();
    private final ArrayDeque<Http2Connection> unflushed = new ArrayDeque<>();
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
    private final Runnable tick = this::tick;
    private @Nullable Thread running;
    private @Nullable Phase phase;
    private final Runnable drainTask = this::drainNow;
    private long tickNanos;
    private boolean drainPlanned;
    private boolean draining;
    private long pass;
    private long passBegan;
    private volatile long lastTick;
    private long plannedTick = Long.MAX_VALUE;
    private long wantedTick = Long.MAX_VALUE;

    Loop(EventLoop eventLoop, Transport transport, Pacing pacing) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.tickNanosUsual = switch (pacing) {
            case TICK -> TICK_NANOS;
            case EXACT -> 0;
        };
        this.tickNanos = tickNanosUsual;
    }

    /** Ticks as often as that, at most; from any thread. */
    void tickEvery(long nanos) {
        eventLoop.execute(() -> tickNanos = nanos);
    }

    /** Ticks as its pacing says again; from any thread. */
    void tickAsUsual() {
        tickEvery(tickNanosUsual);
    }

    /** The engine's clock: nanoseconds, always positive, the same for all loops. */
    static long now() {
        return System.nanoTime() - START;
    }

    /** When it woke last; from any thread. */
    long lastWoke() {
        return lastTick;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Transport transport() {
        return transport;
    }

    SharedReadBuffer readBuffer() {
        return readBuffer;
    }

    /** For one request: empty, to be released when it is written. */
    ByteBuf writeBuffer() {
        return writeBuffer.next();
    }

    /** Runs a part of a user's thread. Users and the loop itself only queue it; whoever else wakes a user (a timer of the JDK, a lock) hands it over. */
    @Override
    public void execute(Runnable continuation) {
        if (eventLoop.inEventLoop() || Thread.currentThread() == running) {
            ready.add(continuation);
        } else {
            eventLoop.execute(() -> {
                ready.add(continuation);
                drain();
            });
        }
    }

    /**
     * Says which user's thread the loop is running. A user that came back from a lock or a sleep of its own does not say it, and takes the slower path;
     * a thread can find itself here only if it belongs to this loop, so a stale entry is harmless.
     */
    void running(Thread thread) {
        running = thread;
    }

    /** The user's thread that said so last; from any thread, which may see it a moment late. */
    Optional<Thread> running() {
        return Optional.ofNullable(running);
    }

    /** Begins a phase; from any thread. */
    void begin(Phase next) {
        eventLoop.execute(() -> {
            phase = next;
            wakeAt(now());
            plan();
        });
    }

    /** Cuts off whatever phase there is; from any thread. */
    void cut() {
        eventLoop.execute(() -> {
            if (phase != null) {
                phase.cut(now());
                wakeAt(now());
                drain();
            }
        });
    }

    /** When the present pass began: good enough where a pass more or less does not matter, and cheaper than to look at the clock. */
    long passBegan() {
        return passBegan;
    }

    /** Number of the present pass, or of the last one. */
    long pass() {
        return pass;
    }

    void ended(Phase ended) {
        if (phase == ended) {
            phase = null;
        }
    }

    /** Writes are sent when users have run. */
    void flushLater(Http2Connection connection) {
        unflushed.add(connection);
    }

    void submit(Exchange exchange) {
        outgoing.add(exchange);
    }

    void wake(Sleeper sleeper) {
        sleepers.add(sleeper);
        wakeAt(sleeper.until());
    }

    /** The loop has to wake then; it sets its timer when the present pass ends. */
    void wakeAt(long time) {
        wantedTick = Math.min(wantedTick, Math.max(time, lastTick + tickNanos));
    }

    /** Drains when all that has arrived has been read. */
    void drainAfterReading() {
        if (!drainPlanned) {
            drainPlanned = true;
            eventLoop.execute(drainTask);
        }
    }

    /** Runs users until all wait, and sends what they asked for. */
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        pass++;
        passBegan = now();
        try {
            do {
                for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
                    next.run();
                }
                for (Exchange next = outgoing.poll(); next != null; next = outgoing.poll()) {
                    next.connections().send(next);
                }
                for (Http2Connection next = unflushed.poll(); next != null; next = unflushed.poll()) {
                    next.flush();
                }
            } while (!ready.isEmpty() || !outgoing.isEmpty());
        } finally {
            draining = false;
        }
        plan();
    }

    private void drainNow() {
        drainPlanned = false;
        drain();
    }

    private void tick() {
        long now = now();
        if (now < plannedTick) {
            return; // overtaken by an earlier one
        }
        long late = now - plannedTick;
        plannedTick = Long.MAX_VALUE;
        wantedTick = Long.MAX_VALUE;
        lastTick = now;
        for (Sleeper next = sleepers.peek(); next != null && next.until() <= now; next = sleepers.peek()) {
            sleepers.remove();
            next.branch().wake(next);
        }
        if (phase != null) {
            phase.woke(now, late);
        }
        drain();
        wantNext(now);
        plan();
    }

    private void wantNext(long now) {
        if (phase != null) {
            wakeAt(phase.nextWake(now));
        }
        Sleeper next = sleepers.peek();
        if (next != null) {
            wakeAt(next.until());
        }
    }

    private void plan() {
        if (wantedTick < plannedTick) {
            plannedTick = wantedTick;
            eventLoop.schedule(tick, plannedTick - now(), TimeUnit.NANOSECONDS);
        }
    }
}
