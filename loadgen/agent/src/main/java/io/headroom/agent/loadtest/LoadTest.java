package io.headroom.agent.loadtest;

import io.headroom.agent.objective.Metric;
import io.headroom.agent.objective.Objective;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Load;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import java.time.Duration;
import java.util.List;

/**
 * What is to be done.
 *
 * @param file where the scenario came from
 * @param scenario with the journeys that were chosen
 * @param warmUp how long the target is loaded before anything counts, at the level at which the load begins; zero for not at all
 * @param objectives empty if the load is only to be observed
 */
public record LoadTest(
        ScenarioFile file,
        CompiledScenario scenario,
        Target target,
        Load load,
        Duration warmUp,
        EngineSettings settings,
        List<Objective> objectives) {

    /** Unfinished journeys may go on as long as a request may take; then nothing more can come of them. */
    Duration drain() {
        return target.timeout();
    }

    /** The longest time that an objective allows a journey; zero if none is about a journey. It bounds how many may be under way. */
    public static Duration latencyOfJourneys(List<Objective> objectives, List<String> journeys) {
        double millis = objectives.stream()
                .filter(objective -> objective.metric() instanceof Metric.Percentile
                        && journeys.contains(String.valueOf(objective.metric().of())))
                .mapToDouble(Objective::limit)
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
