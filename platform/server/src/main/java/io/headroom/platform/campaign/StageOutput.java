package io.headroom.platform.campaign;

import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a measuring stage leaves behind for later stages and the result.
 *
 * @param capacity absent if the search found no answer; its steps are then in {@code steps} alone
 * @param extrapolation of the stage that checks it
 * @param recovery of a stage that awaits it
 * @param assessment of the stage that assesses
 * @param rerun of the stage that measures a suspicion again
 */
record StageOutput(
        @Nullable MeasuredCapacity capacity,
        RunResult.@Nullable Extrapolation extrapolation,
        @Nullable RunRecovery recovery,
        @Nullable RunAssessment assessment,
        RunRegression.@Nullable Rerun rerun,
        List<LoadStep> steps,
        List<GeneratorHealth> health) {

    static StageOutput nothing() {
        return new StageOutput(null, null, null, null, null, List.of(), List.of());
    }

    static StageOutput unfinished(List<LoadStep> steps, List<GeneratorHealth> health) {
        return nothing().with(steps, health);
    }

    static StageOutput of(MeasuredCapacity capacity) {
        return new StageOutput(capacity, null, null, null, null, List.of(), List.of());
    }

    static StageOutput of(RunResult.Extrapolation extrapolation) {
        return new StageOutput(null, extrapolation, null, null, null, List.of(), List.of());
    }

    static StageOutput of(RunRecovery recovery) {
        return new StageOutput(null, null, recovery, null, null, List.of(), List.of());
    }

    static StageOutput of(RunAssessment assessment) {
        return new StageOutput(null, null, null, assessment, null, List.of(), List.of());
    }

    static StageOutput of(RunRegression.Rerun rerun) {
        return new StageOutput(null, null, null, null, rerun, List.of(), List.of());
    }

    /** The same and more load steps. */
    StageOutput with(List<LoadStep> moreSteps, List<GeneratorHealth> moreHealth) {
        return new StageOutput(
                capacity,
                extrapolation,
                recovery,
                assessment,
                rerun,
                Stream.concat(steps.stream(), moreSteps.stream()).toList(),
                Stream.concat(health.stream(), moreHealth.stream()).toList());
    }
}
