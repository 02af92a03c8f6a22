package io.headroom.platform.finding;

import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunResult;
import java.util.List;
import java.util.Map;

/**
 * What a run's figures say.
 *
 * @param findings the most severe first
 * @param attribution where the time goes that requests take with several instances and do not take with one
 * @param dependencies of each traced load step, by its number
 */
public record Analysis(
        List<RunResult.Finding> findings,
        RunResult.Coverage coverage,
        Map<Integer, List<StepDependency>> dependencies,
        List<String> attribution) {}
