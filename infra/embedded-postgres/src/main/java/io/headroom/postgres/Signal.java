package io.headroom.postgres;

import java.io.IOException;

/** What the server understands; {@link Process#destroy()} would wait for every client to leave. */
enum Signal {
    /** Ends sessions, writes everything, leaves. */
    FAST_SHUTDOWN("INT"),
    /** Leaves at once; the next start recovers. */
    IMMEDIATE_SHUTDOWN("QUIT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    void send(long processId) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + processId)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new PostgresException(
                    "Process " + processId + " cannot be signalled: " + failure.getMessage() + ".", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
