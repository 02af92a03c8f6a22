package io.headroom.bench.server;

import io.headroom.bench.measure.BenchFailure;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The stand-still of a real server: signals stop its process and continue it. Meanwhile the kernel takes its connections and requests in, as for any server
 * that does not come to run.
 */
public final class Standstill {

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    /** To start a program that sends signals would itself take milliseconds. */
    @SuppressWarnings("restricted")
    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Standstill() {}

    /**
     * Waits until it is over; whatever happens, the process goes on.
     *
     * @param pid of the process that stands still
     * @return when it ended, as {@link System#nanoTime} counts
     */
    public static long of(long pid, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        send(pid, SIGSTOP);
        try {
            for (long left = length.toNanos();
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        } finally {
            send(pid, SIGCONT);
        }
        return System.nanoTime();
    }

    private static void send(long pid, int signal) {
        int failed;
        try {
            failed = (int) KILL.invokeExact((int) pid, signal);
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
        if (failed != 0) {
            throw BenchFailure.environment("process %d cannot be stopped and continued by signals.".formatted(pid));
        }
    }
}
