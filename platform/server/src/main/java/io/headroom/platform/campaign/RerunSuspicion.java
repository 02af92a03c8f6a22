package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import io.headroom.exploration.regression.Rerun;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.run.StageFailure;
import io.headroom.platform.trend.Suspicion;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Measures one instance again, several times, if its maximum is less than the nights before let expect: a bad moment does not come back, a change of the
 * service does. No earlier version is at hand to be measured in turn with tonight's, so what comes out is compared with the nights before.
 */
final class RerunSuspicion implements Stage {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    private final CapacityMeasurement measurement;
    private final Workbench bench;
    private final SuspicionOf nights;

    /** Asks the series. */
    @FunctionalInterface
    interface SuspicionOf {

        /** For a run, what a maximum in requests/s would mean tonight. */
        DoubleFunction<Optional<Suspicion>> of(RunContext context);
    }

    RerunSuspicion(CapacityMeasurement measurement, Workbench bench, SuspicionOf nights) {
        this.measurement = measurement;
        this.bench = bench;
        this.nights = nights;
    }

    @Override
    public String name() {
        return StageName.RERUN.text();
    }

    @Override
    public Outcome perform(RunContext context) throws StageFailure, InterruptedException {
        double tonight = Explored.of(context).maximum().estimate();
        Optional<Suspicion> suspicion = nights.of(context).apply(tonight);
        if (suspicion.isEmpty()) {
            return Outcome.of("the maximum is not less than before, so nothing is measured again");
        }
        if (!suspicion.get().isComparable()) {
            return Outcome.of(String.format(
                    Locale.ROOT,
                    "the maximum is suspected to be less than before, and %d nights are too few to compare a rerun with: the next nights tell",
                    suspicion.get().before().size()));
        }
        return measureAgain(context, tonight, suspicion.get());
    }

    private Outcome measureAgain(RunContext context, double tonight, Suspicion suspicion)
            throws StageFailure, InterruptedException {
        pinOne(tonight);
        List<Double> again = new ArrayList<>();
        List<LoadStep> steps = new ArrayList<>();
        List<GeneratorHealth> health = new ArrayList<>();
        while (again.size() < Rerun.RUNS_FEWEST) {
            context.doing(String.format(
                    Locale.ROOT,
                    "%.1f %% less than before is suspected: measured again, %d of %d",
                    -100 * suspicion.change(),
                    again.size() + 1,
                    Rerun.RUNS_FEWEST));
            CapacitySearch search = CapacitySearch.from(
                            CampaignPlan.preset(context.request()),
                            Limits.doubling(),
                            ExploreCapacity.CEILING,
                            context.run().hashCode() + again.size() + 1L)
                    .startingAt(tonight / 2, measurement.baseline());
            CapacityMeasurement.Found found = measurement.measure(context, name(), 1, search);
            again.add(found.answer().maximum().estimate());
            steps.addAll(found.measured().steps());
            health.addAll(found.measured().health());
        }
        Rerun rerun = suspicion.judge(again);
        StageOutput output = StageOutput.of(result(rerun, again, suspicion)).with(steps, health);
        return conclude(rerun, suspicion, output);
    }

    private static Outcome conclude(Rerun rerun, Suspicion suspicion, StageOutput output) throws StageFailure {
        String sentence = String.format(
                Locale.ROOT,
                "measured again %d times, one instance carries %.1f %% %s than on %d nights before (p = %.3f; no baseline at hand)",
                Rerun.RUNS_FEWEST,
                100 * Math.abs(rerun.change()),
                rerun.change() < 0 ? "less" : "more",
                suspicion.before().size(),
                rerun.probability());
        if (rerun.regression()) {
            throw StageFailure.toMeasureOn(
                    Verdict.FAILED, Fault.TARGET, "a regression: " + sentence, Optional.of(output));
        }
        return Outcome.of(sentence + ": the suspicion is not confirmed", output);
    }

    private void pinOne(double tonight) throws StageFailure, InterruptedException {
        try {
            bench.requireGroup().pin(1, READY_LIMIT);
        } catch (EnvironmentFailure failure) {
            throw StageFailure.failed(Fault.PLATFORM, failure.sentence());
        }
        measurement.warmUp(tonight / 2);
    }

    private static RunRegression.Rerun result(Rerun rerun, List<Double> again, Suspicion suspicion) {
        return new RunRegression.Rerun(
                again.stream().map(Figures::rounded).toList(),
                "the nights before: no baseline at hand",
                suspicion.before().size(),
                Figures.rounded(rerun.change()),
                rerun.probability(),
                rerun.regression());
    }
}
