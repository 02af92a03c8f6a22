package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the generator, and not the target, spoiled a measurement. */
final class HealthCheck {
    /** Above this share of its core a loop begins to answer late now and then. */
    private static final double BUSY = 0.80;

    /** Fewer arrivals than this that found no room because the generator was late change no result. */
    private static final double LATE_DROPS_SHARE = 0.001;

    /** A collector that takes more of the time leaves its mark on every percentile. */
    private static final double GC_SHARE = 0.05;

    private static final double LATENESS_PERCENTILE = 99;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private HealthCheck() {}

    static GeneratorHealth of(Loops.Outcome outcome, EngineSettings settings) {
        Tally tally = outcome.tally();
        EngineSettings.Limits limits = settings.measuring().limits();
        double lagMillis = tally.lateness.getValueAtPercentile(LATENESS_PERCENTILE) / MICROS_PER_MILLI;
        double stallMillis = tally.stallNanosMax / NANOS_PER_MILLI;
        double cpu = (double) outcome.process().cpuNanos() / outcome.process().elapsedNanos() / settings.loops();
        List<String> reasons = new ArrayList<>();
        if (lagMillis > limits.lag().toNanos() / NANOS_PER_MILLI) {
            reasons.add(text(
                    "1 %% of the journeys began more than %.0f ms late (limit %d ms): the generator is too slow"
                            + " or short of CPU%s",
                    lagMillis, limits.lag().toMillis(), blame(outcome)));
        }
        if (stallMillis > limits.stall().toNanos() / NANOS_PER_MILLI) {
            reasons.add(text(
                    "an event loop stood still for %.0f ms (limit %d ms)%s",
                    stallMillis, limits.stall().toMillis(), blame(outcome)));
        }
        if (outcome.busiest() > BUSY) {
            reasons.add(text("an event loop used %.0f %% of its core: add loops or agents", 100 * outcome.busiest()));
        }
        double gc = outcome.process().gcShare();
        if (gc > GC_SHARE) {
            reasons.add(
                    text("garbage collection took %.0f %% of the time: give the generator a larger heap", 100 * gc));
        }
        addCounts(tally, reasons);
        return new GeneratorHealth(
                reasons.isEmpty(),
                List.copyOf(reasons),
                lagMillis,
                Math.min(1, cpu),
                stallMillis,
                outcome.process().gcMillis(),
                tally.droppedArrivals,
                outcome.process().openFiles());
    }

    private static String blame(Loops.Outcome outcome) {
        return outcome.culprit().map(place -> "; " + place + " kept a loop").orElse("");
    }

    private static void addCounts(Tally tally, List<String> reasons) {
        if (tally.droppedLate > LATE_DROPS_SHARE * tally.arrivals) {
            reasons.add(tally.droppedLate + " arrivals were dropped when the generator itself was late");
        }
        if (tally.errors.containsKey("open-files")) {
            reasons.add("the process ran out of open files: raise the limit (ulimit -n)");
        }
        if (tally.overflows > 0) {
            reasons.add(tally.overflows + " latencies were longer than the hour that histograms hold");
        }
        if (tally.errors.containsKey("scenario-exception") || tally.errors.containsKey("request-not-sent")) {
            String first = tally.firstFailures.getOrDefault(
                    "scenario-exception", tally.firstFailures.getOrDefault("request-not-sent", ""));
            reasons.add("the scenario's own code failed, first with: " + first);
        }
        if (tally.errors.containsKey("engine-failure")) {
            reasons.add("the load engine failed: " + tally.firstFailures.get("engine-failure"));
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
