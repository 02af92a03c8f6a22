package io.headroom.agent.objective;

import org.jspecify.annotations.Nullable;

/**
 * Whether an objective was met.
 *
 * @param actual absent if nothing was measured
 * @param sentence what was found, for people
 */
public record Outcome(Objective objective, @Nullable Double actual, Answer answer, String sentence) {

    /** {@code UNKNOWN}: too little was measured to tell. */
    public enum Answer {
        MET,
        MISSED,
        UNKNOWN
    }
}
