package io.headroom.platform.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.environment.InstanceGroup.Bounds;
import io.headroom.platform.run.RunContext;
import io.headroom.protocol.run.RunEvent.Severity;
import java.util.Optional;

/** The instance group's size and automatic scaling as they were before the run changed them, kept in the journal until they are put back. */
final class InstanceGroupBefore {

    private final Environments environments;
    private final ObjectMapper json;

    InstanceGroupBefore(Environments environments, ObjectMapper json) {
        this.environments = environments;
        this.json = json;
    }

    /** What the stage that first changes the group leaves behind, before it does. */
    record Kept(Bounds bounds) {}

    /** Puts the group back, if it was ever changed. One that cannot be reached is noted: it ends with its environment. */
    void restore(RunContext context) throws InterruptedException {
        Optional<Bounds> before =
                context.output(StageName.PIN.text(), Kept.class).map(Kept::bounds);
        Optional<EnvironmentOutputs.Coordinates> autoscaler = environments
                .ofRun(context.run())
                .flatMap(Environment::outputs)
                .flatMap(outputs -> Optional.ofNullable(outputs.autoscaler()));
        if (before.isEmpty() || autoscaler.isEmpty()) {
            return;
        }
        try (InstanceGroup group = InstanceGroup.at(autoscaler.get(), json)) {
            group.set(before.get());
        } catch (EnvironmentFailure gone) {
            context.note(Severity.WARNING, "the instance group is left as the run set it: " + gone.sentence());
        }
    }
}
