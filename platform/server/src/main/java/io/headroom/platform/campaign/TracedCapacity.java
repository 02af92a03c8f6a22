package io.headroom.platform.campaign;

import io.headroom.platform.finding.Analysis;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A capacity whose load steps say what the service asked of others meanwhile. */
final class TracedCapacity {

    private TracedCapacity() {}

    static @Nullable MeasuredCapacity of(@Nullable MeasuredCapacity capacity, @Nullable Analysis analysis) {
        return capacity == null || analysis == null ? capacity : with(capacity, analysis);
    }

    static RunResult.@Nullable Extrapolation of(RunResult.@Nullable Extrapolation check, @Nullable Analysis analysis) {
        if (check == null || analysis == null) {
            return check;
        }
        return new RunResult.Extrapolation(
                check.instances(),
                check.predicted(),
                check.measured(),
                check.searches(),
                with(check.capacity(), analysis),
                check.efficiency(),
                check.outcome(),
                check.scaling(),
                analysis.attribution());
    }

    private static MeasuredCapacity with(MeasuredCapacity capacity, Analysis analysis) {
        return new MeasuredCapacity(
                capacity.knee(),
                capacity.maximum(),
                capacity.bindingResource(),
                capacity.steps().stream().map(step -> with(step, analysis)).toList());
    }

    private static LoadStep with(LoadStep step, Analysis analysis) {
        List<StepDependency> dependencies =
                step.number() == null ? null : analysis.dependencies().get(step.number());
        return new LoadStep(
                step.rate(),
                step.verdict(),
                step.saturation(),
                step.reason(),
                step.flags(),
                step.seconds(),
                step.offered(),
                step.sent(),
                step.completed(),
                step.errors(),
                step.dropped(),
                step.throughput(),
                step.response(),
                step.service(),
                step.lag(),
                step.resources(),
                step.number(),
                dependencies);
    }
}
