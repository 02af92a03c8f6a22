package io.headroom.engine;

import io.headroom.engine.measurement.Tally;
import io.headroom.engine.scenario.JourneyKind;
import java.util.List;

/**
 * Whether what began adds up to what ended, at the end of every phase. If it does not, the engine is wrong, and so is everything it measured.
 *
 * <pre>
 * requests:  started  = completed + errors + unfinished
 * arrivals:  due      = begun + dropped
 * journeys:  begun    = succeeded + failed + unfinished      of each kind
 * </pre>
 */
final class Accounting {

    private Accounting() {}

    static void check(Tally tally, List<JourneyKind> journeys) throws SessionException {
        require("requests", tally.started, tally.completed + tally.errorCount() + tally.unfinished);
        long begun = 0;
        long dropped = 0;
        for (JourneyKind journey : journeys) {
            Tally.Journeys counts = tally.journeys[journey.index()];
            begun += counts.begun;
            dropped += counts.dropped;
            require(
                    "journeys of " + journey.name(),
                    counts.begun,
                    counts.succeeded + counts.failed + counts.unfinished);
        }
        require("arrivals", tally.arrivals, begun + dropped);
    }

    private static void require(String what, long began, long ended) throws SessionException {
        if (began != ended) {
            throw new SessionException(
                    Fault.PLATFORM,
                    "The load engine miscounted: " + began + " " + what + " began and " + ended + " ended.");
        }
    }
}
