package io.headroom.platform.campaign;

import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.run.RunContext;

/** The outputs of a run's environment, for stages that come after it stands. */
final class StandingEnvironment {

    private StandingEnvironment() {}

    static EnvironmentOutputs of(Environments environments, RunContext context) {
        return environments
                .ofRun(context.run())
                .flatMap(Environment::outputs)
                .orElseThrow(() -> new IllegalStateException("the stage that provisions comes first"));
    }
}
