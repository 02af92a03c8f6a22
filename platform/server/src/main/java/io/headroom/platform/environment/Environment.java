package io.headroom.platform.environment;

import java.time.Instant;
import java.util.Optional;

/**
 * An environment that the platform made, or tried to.
 *
 * @param module folder of its Terraform module
 * @param outputs present once it stands
 * @param expires when it destroys itself, whoever is left to do it
 */
public record Environment(
        String name,
        String run,
        String module,
        State state,
        Optional<EnvironmentOutputs> outputs,
        Instant created,
        Instant expires) {

    /**
     * <pre>
     * CREATING → READY → DESTROYING → DESTROYED
     *     └────────────────↗    ↖──┘ (tried again until it is true)
     * </pre>
     */
    public enum State {
        CREATING,
        READY,
        DESTROYING,
        DESTROYED
    }
}
