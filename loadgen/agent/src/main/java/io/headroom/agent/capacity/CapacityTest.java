package io.headroom.agent.capacity;

import io.headroom.agent.loadtest.ScenarioFile;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Target;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import java.time.Duration;

/**
 * What is to be found out.
 *
 * @param file where the scenario came from
 * @param scenario with the journeys that were chosen
 * @param sought how closely, and by which limits
 */
public record CapacityTest(
        ScenarioFile file, CompiledScenario scenario, Target target, Sought sought, EngineSettings settings) {

    /** Longer than a moderate backlog takes; what is left then is waited for otherwise. */
    private static final Duration DRAIN_MOST = Duration.ofSeconds(5);

    /**
     * How closely, and by which limits.
     *
     * @param limits of the knee
     * @param ceiling requests/s that are never exceeded
     */
    public record Sought(Preset preset, Limits limits, double ceiling) {}

    CapacitySearch search() {
        return CapacitySearch.from(
                sought.preset(),
                sought.limits(),
                sought.ceiling(),
                settings.run().seed());
    }

    /** Unfinished journeys may go on as long as a request may take; then nothing more can come of them. */
    Duration drain() {
        Duration timeout = target.timeout();
        return timeout.compareTo(DRAIN_MOST) < 0 ? timeout : DRAIN_MOST;
    }
}
