package io.headroom.telemetry.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One timed piece of work of a request.
 *
 * @param parent 0 for none
 * @param startNanos since 1970 by the clock of its process; {@code endNanos} likewise and never earlier
 * @param failure what kind of failure it ended with; null for none
 * @param bytes what it weighs in memory, about
 */
public record Span(
        TraceId trace,
        long id,
        long parent,
        Kind kind,
        String name,
        long startNanos,
        long endNanos,
        @Nullable String failure,
        Source source,
        Attributes attributes,
        List<Event> events,
        int bytes) {

    /** The side of a conversation that a span tells. */
    public enum Kind {
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER;

        /** Work that came from outside of the process. */
        public boolean isEntry() {
            return this == SERVER || this == CONSUMER;
        }

        /** Work that was asked of somebody else. */
        public boolean isExit() {
            return this == CLIENT || this == PRODUCER;
        }
    }

    /** Something that happened meanwhile. */
    public record Event(long timeNanos, String name, Attributes attributes) {}

    public long durationNanos() {
        return endNanos - startNanos;
    }
}
