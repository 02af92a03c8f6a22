package io.headroom.platform.home;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The order in which the platform's process ends: first the application, which puts everything back and needs its database for that, then the
 * database, then the folder's lock.
 *
 * <p>A signal ends the application from a shutdown hook of its own; the hook here waits for it, bounded, because hooks run side by side.
 */
public final class Ending {

    /** Longer than the application may take to settle its runs. */
    private static final long APPLICATION_LIMIT_SECONDS = 180;

    private static final CountDownLatch APPLICATION_ENDED = new CountDownLatch(1);
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    private Ending() {}

    /** Closes these, in this order, after the application ended. */
    public static void closeLast(AutoCloseable... resources) {
        List<AutoCloseable> ordered = List.of(resources);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterApplication(ordered), "ending"));
        Thread.ofPlatform().daemon().name("ending-watch").start(() -> closeAfterApplication(ordered));
    }

    /** The application ended; returns when everything is closed. */
    public static void now() {
        APPLICATION_ENDED.countDown();
        awaitQuietly(CLOSED, 30);
    }

    /**
     * Calls {@code end} when standard input closes, which happens when the process that started us is gone, however it ended. Calls it again and
     * again, because an application that is only starting does not hear it.
     */
    public static void whenStandardInputCloses(Runnable end) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try (InputStream parent = System.in) {
                parent.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // A broken pipe says the same as an end of file.
            }
            while (APPLICATION_ENDED.getCount() > 0) {
                end.run();
                awaitQuietly(APPLICATION_ENDED, 1);
            }
        });
    }

    private static void closeAfterApplication(List<AutoCloseable> resources) {
        awaitQuietly(APPLICATION_ENDED, Thread.currentThread().isDaemon() ? Long.MAX_VALUE : APPLICATION_LIMIT_SECONDS);
        synchronized (CLOSED) {
            if (CLOSED.getCount() == 0) {
                return;
            }
            for (AutoCloseable resource : resources) {
                try {
                    resource.close();
                } catch (Exception failure) {
                    System.err.println("while ending: " + failure.getMessage());
                }
            }
            CLOSED.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch, long seconds) {
        try {
            latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
