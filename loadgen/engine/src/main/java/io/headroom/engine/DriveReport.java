package io.headroom.engine;

import java.util.List;
import java.util.Map;

/**
 * How a drive ended, on this agent.
 *
 * @param totals counts of requests
 * @param health whether the generator was healthy
 * @param stopped whether {@link LoadSession#stop} ended it early
 * @param journeys counts by the journey's name, those of the mix
 * @param shortages what ran out, in the order of {@link Shortage.Of}
 * @param kept the schedule that was kept
 * @param errorsByRequest failed requests by name and then by kind; failures of the scenario's own code are in the totals only
 * @param firstFailures one sentence for the first failure of each kind of error
 */
public record DriveReport(
        Totals totals,
        GeneratorHealth health,
        boolean stopped,
        Map<String, JourneyTotals> journeys,
        List<Shortage> shortages,
        Kept kept,
        Map<String, Map<String, Long>> errorsByRequest,
        Map<String, String> firstFailures) {}
