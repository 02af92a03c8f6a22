package io.headroom.platform.campaign;

import io.headroom.exploration.resilience.Recovery.Recovered;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends more than the instances carry, and then half of what they carry until all is as it was, in one load without a pause. Where a run asks for it, how much more is found by raising it. */
final class StressInstances implements Stage {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

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
        StepProgress.Place place = new StepProgress.Place(name(), 0, instances);
        if (!context.request().untilUnresponsive()) {
            return drive(context, place, overload, List.of(), List.of());
        }
        RaiseOverload.Raised raised = new RaiseOverload(load).perform(context, place, overload);
        if (!(raised.overloaded().recovery() instanceof Recovered)) {
            bench.hold(raised.overloaded());
            return Outcome.of(
                    raisedTo(raised.levels()) + "; it has not come back",
                    StageOutput.unfinished(List.of(), raised.health()));
        }
        Overload highest = overload.lasting(raised.levels().getLast().rate(), overload.overload());
        return drive(context, place, highest, raised.levels(), raised.health());
    }

    private Outcome drive(
            RunContext context,
            StepProgress.Place place,
            Overload overload,
            List<RisingOverload.Level> raised,
            List<GeneratorHealth> before)
            throws StageFailure, InterruptedException {
        ProfiledLoad.Driving driving = load.drive(
                context,
                place,
                overload.profile(),
                () -> () -> {},
                recorder -> new Overloaded(overload, LoadRecording.of(overload.profile(), recorder)).isOver());
        Overloaded overloaded = new Overloaded(overload, driving.recording(), raised);
        bench.hold(overloaded);
        List<GeneratorHealth> health = new ArrayList<>(before);
        health.addAll(driving.health());
        return Outcome.of(sentence(overloaded), StageOutput.unfinished(List.of(), health));
    }

    private static String sentence(Overloaded overloaded) {
        Overload overload = overloaded.overload();
        String driven = String.format(
                Locale.ROOT,
                "%.0f requests/s for %d s, %.1f times what is carried: %.0f %% failed, and %.0f were owed at the end; then back to %.0f/s",
                overload.rate(),
                overload.overload().toSeconds(),
                overload.ofCapacity(),
                100 * overloaded.errorShare(),
                overloaded.backlog(),
                overload.backTo());
        return overloaded.raised().isEmpty() ? driven : raisedTo(overloaded.raised()) + "; " + driven;
    }

    private static String raisedTo(List<RisingOverload.Level> levels) {
        RisingOverload.Level last = levels.getLast();
        return String.format(
                Locale.ROOT,
                last.responsiveness().isLost()
                        ? "raised from %.0f to %.0f requests/s, where %.0f %% failed: unresponsive"
                        : "raised from %.0f to %.0f requests/s, as far as may be asked, and only %.0f %% failed",
                levels.getFirst().rate(),
                last.rate(),
                100 * last.responsiveness().failedShare());
    }
}
