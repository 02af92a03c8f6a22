package io.headroom.platform.campaign;

import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.fleet.LocalAgent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of one run hold between them: an agent, a way to the instance group, what an overload showed. It is gone with the process; what must
 * survive is in the journals.
 */
final class Workbench {

    private LocalAgent.@Nullable Started agent;
    private @Nullable InstanceGroup group;
    private @Nullable Overloaded overloaded;

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

    Overloaded requireOverloaded() {
        if (overloaded == null) {
            throw new IllegalStateException("the stage that overloads comes first");
        }
        return overloaded;
    }

    void hold(Overloaded overload) {
        overloaded = overload;
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
