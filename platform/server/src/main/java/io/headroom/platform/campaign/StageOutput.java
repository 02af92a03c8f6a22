package io.headroom.platform.campaign;

import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measuring stage leaves behind for later stages and the result.
 *
 * @param capacity absent if the search found no answer; its steps are then in {@code steps} alone
 * @param extrapolation of the stage that checks it
 */
record StageOutput(
        @Nullable MeasuredCapacity capacity,
        RunResult.@Nullable Extrapolation extrapolation,
        List<LoadStep> steps,
        List<GeneratorHealth> health) {

    static StageOutput unfinished(List<LoadStep> steps, List<GeneratorHealth> health) {
        return new StageOutput(null, null, List.copyOf(steps), List.copyOf(health));
    }
}
