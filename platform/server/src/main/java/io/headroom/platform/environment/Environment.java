package io.headroom.platform.environment;

import java.time.Instant;
import java.util.Optional;

/**
 * An environment that the platform made, or tried to.
 *
 * @param run the run it belongs to: what everything in it is tagged with
 * @param module folder of its Terraform module
 * @param standalone whether somebody asked for it by itself; it then stands until its end, and not until a run's
 * @param outputs present once it stands
 * @param expires when it destroys itself, whoever is left to do it
 * @param trouble what went wrong with it last, in one sentence
 */
public record Environment(
        String name,
        String run,
        String module,
        boolean standalone,
        State state,
        Optional<EnvironmentOutputs> outputs,
        Instant created,
        Instant expires,
        Optional<String> trouble) {

    /**
     * <pre>
     * PLANNED → CREATING → READY → DESTROYING → DESTROYED
     *    │          └────────────────↗    ↖──┘       ↑  (tried again until it is true)
     *    └───────────────────────────────────────────┘
     * </pre>
     */
    public enum State {
        PLANNED,
        CREATING,
        READY,
        DESTROYING,
        DESTROYED
    }

    /** Nothing of it may be made yet. */
    static Environment planned(
            String name, String run, String module, boolean standalone, Instant created, Instant expires) {
        return new Environment(
                name, run, module, standalone, State.PLANNED, Optional.empty(), created, expires, Optional.empty());
    }

    Environment in(State next) {
        return new Environment(name, run, module, standalone, next, outputs, created, expires, trouble);
    }

    Environment with(EnvironmentOutputs made) {
        return new Environment(
                name, run, module, standalone, State.READY, Optional.of(made), created, expires, trouble);
    }

    Environment because(String sentence) {
        return new Environment(name, run, module, standalone, state, outputs, created, expires, Optional.of(sentence));
    }
}
