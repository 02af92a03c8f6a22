package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Dependency;
import java.util.List;

/**
 * Something that a team can change, and why we say so.
 *
 * @param service whose code it is about
 * @param request the operation of that service which shows it
 * @param dependency what is asked; of several, the first
 * @param statement one sentence with its figures
 * @param traces ids of those in which it can be seen
 * @param suggestion what to do about it
 */
public record CallPattern(
        Kind kind,
        Severity severity,
        Certainty certainty,
        String service,
        String request,
        Dependency dependency,
        String statement,
        List<String> traces,
        String suggestion) {

    /** Which pattern, by the name that documents give it. */
    public enum Kind {
        N_PLUS_ONE("n-plus-one"),
        REDUNDANT_CALL("redundant-call"),
        SERIAL_CALLS("serial-calls");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /** By the share of the request's time that is at stake: from 30 %, from 10 %, and less. */
    public enum Severity {
        HIGH,
        MEDIUM,
        LOW;

        static Severity of(double share) {
            if (share >= 0.3) {
                return HIGH;
            }
            return share >= 0.1 ? MEDIUM : LOW;
        }
    }

    /** Whether the spans show it, or only allow it. */
    public enum Certainty {
        SEEN,
        HYPOTHESIS
    }
}
