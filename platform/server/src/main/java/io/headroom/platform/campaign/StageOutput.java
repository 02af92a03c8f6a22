package io.headroom.platform.campaign;

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
        RunResult.@Nullable Capacity capacity,
        RunResult.@Nullable Extrapolation extrapolation,
        List<RunResult.Step> steps,
        List<GeneratorHealth> health) {

    static StageOutput unfinished(List<RunResult.Step> steps, List<GeneratorHealth> health) {
        return new StageOutput(null, null, List.copyOf(steps), List.copyOf(health));
    }
}
