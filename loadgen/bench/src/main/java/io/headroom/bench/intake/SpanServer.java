package io.headroom.bench.intake;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A program that takes spans, and counts them. */
interface SpanServer extends AutoCloseable {

    String name();

    /** Of the process that takes them. */
    long pid();

    /** Where reports are posted to. */
    URI address();

    Taken taken() throws IOException, InterruptedException;

    /** Waits until nothing that was sent is still to be worked on. */
    void awaitAllDone(Duration patience) throws IOException, InterruptedException;

    @Override
    void close();

    /**
     * Since its start.
     *
     * @param spans that it took
     * @param lost of those, dropped before they were added up or stored
     * @param left of those, handed on to be added up
     * @param done of those, in whole traces in the figures
     */
    record Taken(long spans, long lost, long left, long done) {}
}
