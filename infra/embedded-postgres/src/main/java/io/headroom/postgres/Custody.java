package io.headroom.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a start launches until the start returns. Cut short by a failure, an interrupt or the end of this process,
 * a start must not leave a server that nobody owns.
 *
 * <p>From the return on the server is its caller's alone: the shutdown hooks of a process run side by side, and one of
 * ours would take the server from under the caller's last transactions.
 *
 * <p>Invariant: at most one process lives in here, and none is launched after the end has begun.
 */
final class Custody implements AutoCloseable {

    private final Thread hook = new Thread(this::end, "postgres-start-cut-short");
    private @Nullable Process process;
    private boolean ended;
    private boolean handedOver;

    private Custody() {}

    /** @throws PostgresException when this process is ending: nobody would be left to own a server */
    static Custody begin() {
        Custody custody = new Custody();
        try {
            Runtime.getRuntime().addShutdownHook(custody.hook);
        } catch (IllegalStateException ending) {
            throw processEnds();
        }
        return custody;
    }

    /** @throws PostgresException as {@link #requireWanted} */
    synchronized Process launch(List<String> command, Path log) throws IOException {
        requireWanted();
        process = ServerCommand.start(command, log);
        return process;
    }

    /** Launches, waits for the end, and returns the exit status. */
    int run(List<String> command, Path log) throws IOException {
        try {
            int status = launch(command, log).waitFor();
            requireWanted();
            return status;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw PostgresException.interrupted(interrupted);
        }
    }

    /** @throws PostgresException when this process is ending, or the caller was interrupted */
    synchronized void requireWanted() {
        if (ended) {
            throw processEnds();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw PostgresException.interrupted(null);
        }
    }

    /** @throws PostgresException when this process is ending; then the server ends too */
    void handOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            handedOver = true;
        } catch (IllegalStateException ending) {
            throw processEnds();
        }
    }

    /** Ends what was not handed over. */
    @Override
    public void close() {
        if (handedOver) {
            return;
        }
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook finds nothing left to do.
        }
    }

    private synchronized void end() {
        ended = true;
        if (process != null) {
            ServerCommand.stop(process);
        }
    }

    private static PostgresException processEnds() {
        return new PostgresException("PostgreSQL is not started, because this process is ending.");
    }
}
