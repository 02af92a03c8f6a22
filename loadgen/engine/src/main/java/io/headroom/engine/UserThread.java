package io.headroom.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one user or branch: it runs only while its loop lets it, so everything that belongs to the loop is its own without locks.
 *
 * <p>JDK 25 can schedule a virtual thread on any executor, but offers it only through a class that is not exported. This is the one place that reaches for
 * it. Where the JDK refuses, the thread is an ordinary virtual one and passes a baton back and forth with its loop: the same order of events, at the
 * price of two thread switches each time.
 */
abstract sealed class UserThread {
    private static final @Nullable MethodHandle BUILDER_WITH_SCHEDULER = findBuilder();

    /** Whether users run on their event loop. */
    static boolean runsOnLoop() {
        return BUILDER_WITH_SCHEDULER != null;
    }

    /** A thread, not started, that runs the body on the loop. */
    static UserThread on(Loop loop, Runnable body) {
        return on(loop, body, BUILDER_WITH_SCHEDULER);
    }

    /** As above; without a builder, by baton. */
    static UserThread on(Loop loop, Runnable body, @Nullable MethodHandle builder) {
        return builder == null ? new ByBaton(loop, body) : new OnLoop(loop, body, builder);
    }

    /** Lets the body begin, on the loop's next pass at the latest. */
    abstract void start();

    /** Called by the body: waits for {@link #resume}. */
    abstract void suspend();

    /** Called on the loop or by another of its users: ends the present or the next suspension. */
    abstract void resume();

    /** The thread that the body sees as the current one. */
    abstract Thread thread();

    private static @Nullable MethodHandle findBuilder() {
        try {
            var constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static final class OnLoop extends UserThread {
        private final Loop loop;
        private final Thread thread;
        private boolean signalled;

        OnLoop(Loop loop, Runnable body, MethodHandle builder) {
            this.loop = loop;
            Runnable announced = () -> {
                loop.running(Thread.currentThread());
                body.run();
            };
            try {
                this.thread = ((Thread.Builder.OfVirtual) builder.invokeExact((Executor) loop)).unstarted(announced);
            } catch (Throwable e) {
                throw new IllegalStateException("the JDK's builder of virtual threads failed", e);
            }
        }

        @Override
        void start() {
            thread.start();
        }

        @Override
        void suspend() {
            while (!signalled) {
                LockSupport.park();
                if (!signalled) {
                    Thread.interrupted(); // else park would return at once for ever
                }
            }
            signalled = false;
            loop.running(thread);
        }

        @Override
        void resume() {
            signalled = true;
            if (Thread.currentThread() != thread) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        Thread thread() {
            return thread;
        }
    }

    private static final class ByBaton extends UserThread {
        private final Loop loop;
        private final Thread thread;
        private final Semaphore toUser = new Semaphore(0);
        private final Semaphore toLoop = new Semaphore(0);
        private boolean suspended = true;
        private boolean signalled;

        ByBaton(Loop loop, Runnable body) {
            this.loop = loop;
            this.thread = Thread.ofVirtual().unstarted(() -> {
                toUser.acquireUninterruptibly();
                try {
                    loop.running(Thread.currentThread());
                    body.run();
                } finally {
                    toLoop.release();
                }
            });
        }

        @Override
        void start() {
            thread.start();
            suspended = false;
            loop.execute(this::hand);
        }

        @Override
        void suspend() {
            if (!signalled) {
                suspended = true;
                toLoop.release();
                toUser.acquireUninterruptibly();
                loop.running(thread);
            }
            signalled = false;
        }

        @Override
        void resume() {
            signalled = true;
            if (suspended) {
                suspended = false;
                loop.execute(this::hand);
            }
        }

        private void hand() {
            toUser.release();
            toLoop.acquireUninterruptibly();
        }

        @Override
        Thread thread() {
            return thread;
        }
    }
}
