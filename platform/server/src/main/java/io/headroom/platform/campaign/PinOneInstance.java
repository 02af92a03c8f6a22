package io.headroom.platform.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import java.time.Duration;

/** Autoscaling off, exactly one instance. */
final class PinOneInstance implements Stage {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Environments environments;
    private final Workbench bench;
    private final ObjectMapper json;

    PinOneInstance(Environments environments, Workbench bench, ObjectMapper json) {
        this.environments = environments;
        this.bench = bench;
        this.json = json;
    }

    @Override
    public String name() {
        return StageName.PIN.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        EnvironmentOutputs outputs = StandingEnvironment.of(environments, context);
        if (outputs.autoscaler() == null) {
            throw StageFailure.failed(
                    Fault.USER,
                    "the module has no output 'autoscaler': without it nothing pins the number of instances");
        }
        try {
            InstanceGroup group = InstanceGroup.at(outputs.autoscaler(), json);
            bench.hold(group);
            context.keep(new InstanceGroupBefore.Kept(group.status().bounds()));
            InstanceGroup.Status status = group.pin(1, READY_LIMIT);
            return Outcome.of("one instance (" + String.join(", ", status.ready()) + "), autoscaling off");
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(Fault.PLATFORM, failure.sentence());
        }
    }
}
