package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.exploration.Capacity;
import io.headroom.exploration.Scaling;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunScaling;
import io.headroom.protocol.run.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Checks by measurement that several instances carry as many times what one carries. */
final class CheckExtrapolation implements Stage {

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
        Searches searches = new Searches(context, measurement, bench);
        searches.add(1, capacity(Explored.of(context).maximum()));
        searches.search(instances);
        while (searches.scaling(instances).outcome() == Scaling.Outcome.INCONCLUSIVE
                && searches.count(instances) < Searches.most(CampaignPlan.preset(context.request()))) {
            context.note(
                    Severity.INFO,
                    "what " + instances + " instances carry is inconclusive so far: it is searched for once more");
            searches.search(instances);
        }
        List<Integer> further = context.request().scaling();
        Optional<RunScaling> law = further == null || further.isEmpty()
                ? Optional.empty()
                : Optional.of(ScalingResult.of(searches.twiceEach(further), instances, seed(context)));
        return conclude(context, instances, searches, law);
    }

    private Outcome conclude(RunContext context, int instances, Searches searches, Optional<RunScaling> law)
            throws StageFailure {
        Scaling scaling = searches.scaling(instances);
        RunResult.Extrapolation extrapolation = extrapolation(instances, searches, law);
        StageOutput output = StageOutput.of(extrapolation).with(searches.steps(), searches.health());
        String sentence = String.format(
                Locale.ROOT,
                "%d instances carry %.0f requests/s where %.0f were predicted (%.0f %%, prediction %s)%s",
                instances,
                scaling.measured(),
                scaling.predicted(),
                100 * scaling.efficiency(),
                extrapolation.outcome(),
                law.map(found -> "; " + found.sentence()).orElse(""));
        boolean machineWasMeasured = extrapolation.capacity().bindingResource().equals(BindingResource.SHARED_HOST);
        return switch (scaling.outcome()) {
            case ALIGNED -> {
                context.found(context.conclusion().reason() + "; " + sentence);
                yield Outcome.of(sentence, output);
            }
            case REJECTED ->
                throw machineWasMeasured
                        ? new StageFailure(
                                Verdict.INVALID, Fault.RESOURCES, sentence + MACHINE_MEASURED, Optional.of(output))
                        : StageFailure.toMeasureOn(Verdict.FAILED, Fault.TARGET, sentence, Optional.of(output));
            case INCONCLUSIVE ->
                throw StageFailure.toMeasureOn(
                        Verdict.INCONCLUSIVE,
                        Fault.USER,
                        sentence + ": measure longer, with another preset",
                        Optional.of(output));
        };
    }

    private static RunResult.Extrapolation extrapolation(int instances, Searches searches, Optional<RunScaling> law) {
        Scaling scaling = searches.scaling(instances);
        return new RunResult.Extrapolation(
                instances,
                Figures.rounded(scaling.predicted()),
                Figures.rounded(scaling.measured()),
                searches.count(instances),
                searches.last(instances),
                new RunResult.Efficiency(
                        Figures.rounded(scaling.efficiencyLower()),
                        Figures.rounded(scaling.efficiency()),
                        Double.isInfinite(scaling.efficiencyUpper())
                                ? null
                                : Figures.rounded(scaling.efficiencyUpper())),
                scaling.outcome().name().toLowerCase(Locale.ROOT),
                law.orElse(null),
                List.of());
    }

    private static long seed(RunContext context) {
        return context.run().hashCode();
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
