package io.headroom.platform.campaign;

import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.platform.telemetry.Telemetry;
import io.headroom.protection.Relaxation;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent.Severity;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Terraform destroys the environment, whatever stands of it. */
final class DestroyEnvironment implements Stage {

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);

    private final Environments environments;
    private final Protections protections;
    private final Telemetry telemetry;
    private final Workbench bench;

    DestroyEnvironment(Environments environments, Protections protections, Telemetry telemetry, Workbench bench) {
        this.environments = environments;
        this.protections = protections;
        this.telemetry = telemetry;
        this.bench = bench;
    }

    @Override
    public String name() {
        return StageName.DESTROY.text();
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        try {
            return destroy(context);
        } finally {
            // instances send their last spans when they end
            telemetry.settle(context.run());
        }
    }

    private Outcome destroy(RunContext context) throws StageFailure, InterruptedException {
        bench.releaseGroup();
        if (environments.ofRun(context.run()).isEmpty()) {
            return Outcome.of("there was none");
        }
        if (context.request().profile() != null) {
            context.keep(new EnvironmentParity.Left(EnvironmentParity.drifted(context.run(), environments)));
        }
        try {
            environments.destroy(context.run(), ignored -> {});
            settleWhatWentWithIt(context);
            return Outcome.of("nothing of the environment is left");
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(
                    Fault.PLATFORM, "the environment still stands, its own expiry will end it: " + failure.sentence());
        }
    }

    /** A protection whose environment is gone has nothing left to restore; only now that is known for certain. */
    private void settleWhatWentWithIt(RunContext context) throws InterruptedException {
        List<Relaxation> open = protections.open(context.run());
        if (open.isEmpty()) {
            return;
        }
        List<Relaxation> left = protections.restore(context.run(), SETTLE_LIMIT, context::doing);
        left.forEach(relaxation -> context.note(
                Severity.ALARM,
                relaxation.protection().name() + " is still not proven closed: " + relaxation.message()));
        if (left.isEmpty()) {
            String names = open.stream()
                    .map(relaxation -> relaxation.protection().name())
                    .collect(Collectors.joining(" and "));
            context.note(Severity.INFO, names + " went with the environment: nothing is left to restore");
        }
    }
}
