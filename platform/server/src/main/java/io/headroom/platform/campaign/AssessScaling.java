package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.exploration.resilience.Assessment;
import io.headroom.exploration.resilience.Assessment.Instances;
import io.headroom.exploration.resilience.Assessment.Objective;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.InstanceGroup;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunAssessment.InstanceCount;
import io.headroom.protocol.run.RunAssessment.Loss;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Automatic scaling on, and a load that rises to where all instances are needed: does the group follow before the objective is lost? */
final class AssessScaling implements Stage {

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(90);

    /** A scaler decides by the load of the last seconds: what came before the ramp must be out of its sight. */
    static final Duration QUIET = Duration.ofSeconds(6);

    /** While nobody has agreed on one: fast enough that users do not mind, and twice the baseline where even that is slow. */
    private static final double P95_MILLIS = 200;

    private static final double ERROR_SHARE = 0.01;
    private static final double BASELINES = 2;

    private final ProfiledLoad load;
    private final CapacityMeasurement measurement;
    private final Workbench bench;
    private final Duration quiet;

    /** @param quiet without any load before the scaler is switched on */
    AssessScaling(ProfiledLoad load, CapacityMeasurement measurement, Workbench bench, Duration quiet) {
        this.load = load;
        this.measurement = measurement;
        this.bench = bench;
        this.quiet = quiet;
    }

    @Override
    public String name() {
        return StageName.ASSESS.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        int instancesMax = context.request().instances();
        Ramp ramp = Ramp.of(
                CampaignPlan.preset(context.request()),
                Explored.of(context).knee().estimate(),
                instancesMax,
                context.request().assess());
        AtomicReference<@Nullable GroupWatch> watch = new AtomicReference<>();
        ProfiledLoad.Driving driving = load.drive(
                context,
                new StepProgress.Place(name(), 0, 1),
                ramp.profile(),
                () -> {
                    context.doing("one instance, automatic scaling on");
                    GroupWatch begun = begin(ramp, instancesMax);
                    watch.set(begun);
                    return begun;
                },
                recorder -> false);
        Objective objective = new Objective(
                Math.max(P95_MILLIS, BASELINES * measurement.baseline().p95Millis()), ERROR_SHARE);
        List<Instances> instances =
                Optional.ofNullable(watch.get()).map(GroupWatch::seen).orElse(List.of());
        Assessment assessment = Assessment.of(driving.recording().windows(), instances, objective);
        RunAssessment result = result(ramp, driving.recording(), instances, objective, assessment);
        StageOutput output = StageOutput.of(result).with(List.of(), driving.health());
        return conclude(context, result, output);
    }

    private GroupWatch begin(Ramp ramp, int instancesMax) throws EnvironmentFailure, InterruptedException {
        InstanceGroup group = bench.requireGroup();
        group.pin(1, SETTLE_LIMIT);
        TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
        group.set(new InstanceGroup.Bounds(1, instancesMax, 1, true, ramp.targetPerInstance()));
        return GroupWatch.begin(group);
    }

    private static Outcome conclude(RunContext context, RunAssessment result, StageOutput output) throws StageFailure {
        String scaling = String.format(
                Locale.ROOT,
                "from %.0f to %.0f requests/s with %s instances: %s",
                result.from(),
                result.to(),
                counts(result.instances()),
                timeline(result));
        if (!result.objectiveHeld()) {
            String sentence = String.format(
                    Locale.ROOT,
                    "%s; the objective (p95 below %.0f ms, errors below %.0f %%) was lost %s; it was held up to %.0f requests/s",
                    scaling,
                    result.objective().p95Millis(),
                    100 * result.objective().errorShare(),
                    losses(result.lost()),
                    result.highestHeld());
            throw new StageFailure(Verdict.FAILED, Fault.TARGET, sentence, Optional.of(output));
        }
        context.found(String.format(
                Locale.ROOT,
                "%s; automatic scaling holds the objective up to %.0f requests/s",
                context.conclusion().reason(),
                result.highestHeld()));
        return Outcome.of(scaling + "; the objective was held all the time", output);
    }

    private static String counts(List<InstanceCount> instances) {
        return instances.getFirst().count() + " → " + instances.getLast().count();
    }

    private static String timeline(RunAssessment result) {
        if (result.triggerSeconds() == null) {
            return "none more was ordered";
        }
        return result.firstReadySeconds() == null
                ? String.format(Locale.ROOT, "more ordered after %.0f s, none ready", result.triggerSeconds())
                : String.format(
                        Locale.ROOT,
                        "more ordered after %.0f s, the first ready after %.0f s",
                        result.triggerSeconds(),
                        result.firstReadySeconds());
    }

    private static String losses(List<Loss> losses) {
        Loss first = losses.getFirst();
        String end = first.regained() == null
                ? "and not regained"
                : String.format(Locale.ROOT, "and regained after %.0f s", first.regained());
        String more = losses.size() == 1 ? "" : " (" + losses.size() + " times in all)";
        return String.format(Locale.ROOT, "after %.0f s %s%s", first.from(), end, more);
    }

    private static RunAssessment result(
            Ramp ramp, LoadRecording recording, List<Instances> instances, Objective objective, Assessment assessment) {
        return new RunAssessment(
                Figures.rounded(ramp.expected()),
                Figures.rounded(ramp.maximum()),
                recording.seconds(),
                new RunAssessment.Objective(Figures.rounded(objective.p95Millis()), objective.errorShare()),
                Figures.rounded(ramp.targetPerInstance()),
                instances.stream()
                        .map(each -> new InstanceCount(Figures.rounded(each.seconds()), each.ordered(), each.ready()))
                        .toList(),
                orNull(assessment.triggerSeconds()),
                assessment.ready().stream().findFirst().map(Figures::rounded).orElse(null),
                assessment.lost().stream()
                        .map(loss -> new Loss(loss.fromSeconds(), orNull(loss.regainedSeconds())))
                        .toList(),
                Figures.rounded(assessment.peak()),
                Figures.rounded(assessment.highestHeld()),
                assessment.outcome() == Assessment.Outcome.HELD,
                assessment.outcome().name().toLowerCase(Locale.ROOT),
                recording.series());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Figures.rounded(value.getAsDouble()) : null;
    }
}
