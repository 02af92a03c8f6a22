package io.headroom.platform.finding;

import io.headroom.protocol.run.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured, as far as causes can be seen in it.
 *
 * @param ladders the search with one instance first
 * @param instancesMax as many as the service may have
 * @param extrapolation absent if it was not checked
 */
public record RunFigures(List<Ladder> ladders, int instancesMax, RunResult.@Nullable Extrapolation extrapolation) {

    public RunFigures {
        ladders = List.copyOf(ladders);
    }
}
