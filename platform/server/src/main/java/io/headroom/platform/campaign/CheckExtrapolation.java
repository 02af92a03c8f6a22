package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.exploration.Capacity;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Extrapolation;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Scaling;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Checks by measurement that several instances carry as many times what one carries. */
final class CheckExtrapolation implements Stage {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    private static final String MACHINE_MEASURED =
            ", but the machine that all instances share had no processor time left: the machine was measured, not the service; "
                    + "free it, or use a larger one";

    private final CapacityMeasurement measurement;
    private final Workbench bench;

    CheckExtrapolation(CapacityMeasurement measurement, Workbench bench) {
        this.measurement = measurement;
        this.bench = bench;
    }

    @Override
    public String name() {
        return StageName.EXTRAPOLATE.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        int instances = context.request().instances();
        MeasuredCapacity one = context.output(StageName.EXPLORE.text(), StageOutput.class)
                .map(StageOutput::capacity)
                .orElseThrow(() -> new IllegalStateException("the stage that explores comes first"));
        try {
            bench.requireGroup().pin(instances, READY_LIMIT);
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(Fault.PLATFORM, failure.sentence());
        }
        double predicted = instances * one.maximum().estimate();
        measurement.warmUp(predicted / instances);
        Checked checked = check(context, one, instances, predicted);
        if (checked.scaling().outcome() == Scaling.Outcome.INCONCLUSIVE) {
            context.note(
                    Severity.INFO, "the first look at " + instances + " instances was inconclusive: measured again");
            checked = check(context, one, instances, predicted);
        }
        return conclude(context, instances, checked);
    }

    private record Checked(CapacityMeasurement.Found found, Scaling scaling) {}

    private Checked check(RunContext context, MeasuredCapacity one, int instances, double predicted)
            throws StageFailure, InterruptedException {
        CapacitySearch search = CapacitySearch.from(
                        CampaignPlan.preset(context.request()),
                        Limits.doubling(),
                        ExploreCapacity.CEILING,
                        context.run().hashCode())
                .startingAt(predicted / 2, measurement.baseline());
        CapacityMeasurement.Found found = measurement.measure(context, name(), instances, search);
        Scaling scaling =
                Extrapolation.check(capacity(one.maximum()), found.answer().maximum(), instances);
        return new Checked(found, scaling);
    }

    private Outcome conclude(RunContext context, int instances, Checked checked) throws StageFailure {
        Scaling scaling = checked.scaling();
        RunResult.Extrapolation extrapolation = extrapolation(instances, checked);
        StageOutput output = new StageOutput(
                null,
                extrapolation,
                checked.found().measured().steps(),
                checked.found().measured().health());
        String sentence = String.format(
                Locale.ROOT,
                "%d instances carry %.0f requests/s where %.0f were predicted (%.0f %%, prediction %s)",
                instances,
                scaling.measured(),
                scaling.predicted(),
                100 * scaling.efficiency(),
                extrapolation.outcome());
        boolean machineWasMeasured = extrapolation.capacity().bindingResource().equals(BindingResource.SHARED_HOST);
        return switch (scaling.outcome()) {
            case ALIGNED -> {
                context.found(context.conclusion().reason() + "; " + sentence);
                yield Outcome.of(sentence, output);
            }
            case REJECTED ->
                throw machineWasMeasured
                        ? failure(Verdict.INVALID, Fault.RESOURCES, sentence + MACHINE_MEASURED, output)
                        : failure(Verdict.FAILED, Fault.TARGET, sentence, output);
            case INCONCLUSIVE ->
                throw failure(
                        Verdict.INCONCLUSIVE, Fault.USER, sentence + ": measure longer, with another preset", output);
        };
    }

    private static StageFailure failure(Verdict verdict, Fault fault, String sentence, StageOutput output) {
        return new StageFailure(verdict, fault, sentence, Optional.of(output));
    }

    private static RunResult.Extrapolation extrapolation(int instances, Checked checked) {
        Scaling scaling = checked.scaling();
        return new RunResult.Extrapolation(
                instances,
                Figures.rounded(scaling.predicted()),
                Figures.rounded(scaling.measured()),
                checked.found().capacity(),
                new RunResult.Efficiency(
                        Figures.rounded(scaling.efficiencyLower()),
                        Figures.rounded(scaling.efficiency()),
                        Double.isInfinite(scaling.efficiencyUpper())
                                ? null
                                : Figures.rounded(scaling.efficiencyUpper())),
                scaling.outcome().name().toLowerCase(Locale.ROOT),
                List.of());
    }

    private static Capacity capacity(MeasuredCapacity.Interval interval) {
        Double upper = interval.upper();
        return new Capacity(
                interval.lower(),
                interval.estimate(),
                upper == null ? OptionalDouble.empty() : OptionalDouble.of(upper),
                interval.confidence(),
                Optional.ofNullable(interval.reason()));
    }
}
