package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What ran out during a drive. Dropped arrivals, unfinished requests and time-outs are the target's as long as the generator itself kept its schedule: then
 * nothing but the target held journeys up.
 */
final class Shortages {

    private Shortages() {}

    static List<Shortage> of(Tally tally, GeneratorHealth health, EngineSettings settings) {
        List<Shortage> found = new ArrayList<>();
        if (tally.droppedArrivals > 0) {
            found.add(new Shortage(
                    Shortage.Of.USERS,
                    text(
                            "%d of %d arrivals (%.1f %%) were dropped: the most journeys that may be in flight already were.",
                            tally.droppedArrivals, tally.arrivals, 100.0 * tally.droppedArrivals / tally.arrivals)));
        }
        if (tally.connectionsExhausted) {
            found.add(new Shortage(
                    Shortage.Of.CONNECTIONS,
                    text(
                            "Requests waited for one of at most %d connections, and the wait counts in their response times: if that is not meant, raise the limit on connections, or on open files (ulimit -n).",
                            settings.bounds().connectionsMax())));
        }
        if (!health.valid()) {
            found.add(
                    new Shortage(Shortage.Of.GENERATOR, "The generator: " + String.join("; ", health.reasons()) + "."));
        }
        long timeouts = tally.errors.getOrDefault("timeout", 0L);
        if (health.valid() && tally.droppedArrivals + tally.unfinished + timeouts > 0) {
            found.add(new Shortage(
                    Shortage.Of.TARGET,
                    text(
                            "The target did not keep up: %d arrivals dropped, %d requests unfinished, %d timed out.",
                            tally.droppedArrivals, tally.unfinished, timeouts)));
        }
        return List.copyOf(found);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
