package io.headroom.telemetry.figures;

import io.headroom.telemetry.trace.Trace;
import java.util.Locale;

/**
 * A trace that is kept whole.
 *
 * @param request the operation of its root
 * @param complete whether all its spans came, as far as can be known
 */
public record Exemplar(String request, Reason reason, boolean complete, Trace trace) {

    /** Why it is kept. */
    public enum Reason {
        SLOWEST,
        FAILED,
        RANDOM;

        /** As it stands in documents. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
