package io.headroom.platform.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The order in which the platform's process ends: first the application, which puts everything back and needs its database for that, then what was
 * opened for it, the last opened first.
 *
 * <p>A signal ends the application from a shutdown hook of its own; the hook here waits for it, bounded, because hooks run side by side. A
 * signal that comes before the application began closes at once what stands by then.
 */
public final class Ending {

    /** Longer than the application may take to settle its runs. */
    private static final long APPLICATION_LIMIT_SECONDS = 180;

    private static final Deque<AutoCloseable> RESOURCES = new ArrayDeque<>();
    private static final CountDownLatch APPLICATION_ENDED = new CountDownLatch(1);
    private static volatile boolean applicationBegan;

    private Ending() {}

    /** From now on a signal ends the process in order. Called before anything is opened. */
    public static void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(Ending::onSignal, "ending"));
    }

    /** Closes this after the application ended, before what was given earlier. */
    public static <T extends AutoCloseable> T closeLater(T resource) {
        synchronized (RESOURCES) {
            RESOURCES.push(resource);
        }
        return resource;
    }

    /** From now on the application's own end comes first. */
    public static void applicationBegins() {
        applicationBegan = true;
    }

    /** The application ended; returns when everything is closed. */
    public static void now() {
        closeAll();
        APPLICATION_ENDED.countDown();
    }

    /**
     * Calls {@code end} when standard input closes, which happens when the process that started us is gone, however it ended. Calls it again and
     * again, because an application that is only starting does not hear it.
     */
    public static void whenStandardInputCloses(Runnable end) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try (InputStream parent = System.in) {
                parent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // A broken pipe says the same as an end of file.
            }
            while (APPLICATION_ENDED.getCount() > 0) {
                end.run();
                awaitApplicationEnd(1);
            }
        });
    }

    private static void onSignal() {
        if (applicationBegan) {
            awaitApplicationEnd(APPLICATION_LIMIT_SECONDS);
        }
        closeAll();
    }

    private static void closeAll() {
        synchronized (RESOURCES) {
            while (!RESOURCES.isEmpty()) {
                try {
                    RESOURCES.pop().close();
                } catch (Exception failure) {
                    System.err.println("while ending: " + failure.getMessage());
                }
            }
        }
    }

    private static void awaitApplicationEnd(long seconds) {
        try {
            APPLICATION_ENDED.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
