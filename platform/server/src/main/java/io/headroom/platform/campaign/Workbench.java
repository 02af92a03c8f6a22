package io.headroom.platform.campaign;

import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.fleet.LocalAgent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of one run hold open between them: an agent and a way to the instance group. It is gone with the process; what must
 * survive is in the journals.
 */
final class Workbench {

    private LocalAgent.@Nullable Started agent;
    private @Nullable InstanceGroup group;

    Optional<LocalAgent.Started> agent() {
        return Optional.ofNullable(agent);
    }

    LocalAgent.Started requireAgent() {
        if (agent == null) {
            throw new IllegalStateException("the stage that starts the agent comes first");
        }
        return agent;
    }

    void hold(LocalAgent.Started started) {
        agent = started;
    }

    InstanceGroup requireGroup() {
        if (group == null) {
            throw new IllegalStateException("the stage that pins the instances comes first");
        }
        return group;
    }

    void hold(InstanceGroup instances) {
        group = instances;
    }

    /** Lets the agent go: whatever it still drives ends with it. */
    void releaseAgent() {
        if (agent != null) {
            agent.close();
            agent = null;
        }
    }

    void releaseGroup() {
        if (group != null) {
            group.close();
            group = null;
        }
    }
}
