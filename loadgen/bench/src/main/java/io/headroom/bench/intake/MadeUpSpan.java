package io.headroom.bench.intake;

import java.util.List;

/**
 * A span as services report it, before anybody's format.
 *
 * @param parent 0 for none
 * @param server whether it is the answering side of a call; the asking side otherwise
 */
record MadeUpSpan(
        TraceNumber trace,
        long id,
        long parent,
        boolean server,
        String name,
        long startMicros,
        long durationMicros,
        List<Tag> tags) {

    /** Both halves of a trace id, big endian. */
    record TraceNumber(long high, long low) {}

    /** An attribute, as Zipkin calls it; its value is a text or a whole number. */
    record Tag(String name, Object value) {}
}
