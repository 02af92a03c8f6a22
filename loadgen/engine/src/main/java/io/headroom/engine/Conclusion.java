package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What is said about a drive when it is over. */
final class Conclusion {
    private static final long[] LATE_MICROS = {100, 1_000, 10_000};

    private Conclusion() {}

    /**
     * @param journeysPerSecond mean rate that was asked of the whole fleet; 0 in the closed model
     */
    static DriveReport of(
            Loops.Outcome outcome, CompiledScenario scenario, EngineSettings settings, double journeysPerSecond) {
        Tally tally = outcome.tally();
        GeneratorHealth health = HealthCheck.of(outcome, settings);
        return new DriveReport(
                totals(outcome),
                health,
                outcome.stopped(),
                journeys(tally, scenario),
                Shortages.of(tally, health, settings),
                kept(tally, settings, journeysPerSecond),
                Map.copyOf(tally.errorsByRequest),
                Map.copyOf(tally.firstFailures));
    }

    private static Totals totals(Loops.Outcome outcome) {
        Tally tally = outcome.tally();
        return new Totals(
                outcome.offered(),
                tally.started,
                tally.completed,
                Map.copyOf(tally.errors),
                tally.droppedArrivals,
                tally.unfinished,
                tally.reconnected);
    }

    private static Map<String, JourneyTotals> journeys(Tally tally, CompiledScenario scenario) {
        Map<String, JourneyTotals> journeys = new TreeMap<>();
        for (JourneyKind kind : scenario.mixed()) {
            Tally.Journeys counts = tally.journeys[kind.index()];
            journeys.put(
                    kind.name(),
                    new JourneyTotals(
                            counts.begun, counts.succeeded, counts.failed, counts.dropped, counts.unfinished));
        }
        return Map.copyOf(journeys);
    }

    private static Kept kept(Tally tally, EngineSettings settings, double journeysPerSecond) {
        return new Kept(
                settings.pace().spacing(),
                settings.pace().pacing(),
                journeysPerSecond,
                tally.arrivals,
                within(tally.lateness, LATE_MICROS[0]),
                within(tally.lateness, LATE_MICROS[1]),
                within(tally.lateness, LATE_MICROS[2]));
    }

    private static double within(Histogram lateness, long micros) {
        long all = lateness.getTotalCount();
        return all == 0 ? 1 : (double) lateness.getCountBetweenValues(0, micros) / all;
    }
}
