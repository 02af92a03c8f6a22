package io.headroom.platform.campaign;

import io.headroom.exploration.resilience.Recovery;
import io.headroom.exploration.resilience.Recovery.Recovered;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import java.time.Duration;
import java.util.Locale;

/** Sends more than the instances carry, and then half of what they carry until all is as it was, in one load without a pause. */
final class StressInstances implements Stage {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    /** Whatever the last seconds' requests are still waiting for is in flight: only what lies further back is known for good. */
    private static final double UNSETTLED_SECONDS = 2;

    private final OverloadScope scope;
    private final ProfiledLoad load;
    private final Workbench bench;

    StressInstances(OverloadScope scope, ProfiledLoad load, Workbench bench) {
        this.scope = scope;
        this.load = load;
        this.bench = bench;
    }

    @Override
    public String name() {
        return scope.stress().text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        int instances = scope.instances(context);
        Overload overload = Overload.of(
                CampaignPlan.preset(context.request()), scope.maximum(context).estimate());
        try {
            bench.requireGroup().pin(instances, READY_LIMIT);
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(Fault.PLATFORM, failure.sentence());
        }
        ProfiledLoad.Driving driving = load.drive(
                context,
                new StepProgress.Place(name(), 0, instances),
                overload.profile(),
                () -> () -> {},
                recording -> hasRecovered(overload, recording));
        Overloaded overloaded = new Overloaded(overload, driving.recording());
        bench.hold(overloaded);
        return Outcome.of(
                String.format(
                        Locale.ROOT,
                        "%.0f requests/s for %d s, 1.5 times what is carried: %.0f %% failed, and %.0f were owed at the end; then back to %.0f/s",
                        overload.rate(),
                        overload.overload().toSeconds(),
                        100 * overloaded.errorShare(),
                        overloaded.backlog(),
                        overload.backTo()),
                StageOutput.unfinished(java.util.List.of(), driving.health()));
    }

    private static boolean hasRecovered(Overload overload, LoadRecording recording) {
        double seconds = recording.seconds() - UNSETTLED_SECONDS;
        if (seconds < overload.returnSeconds() + Recovery.SPAN_SECONDS) {
            return false;
        }
        return new Overloaded(overload, recording.until(seconds)).recovery() instanceof Recovered;
    }
}
