package io.headroom.engine;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one event loop counted over a whole phase; handed over when the phase ends. */
final class Tally {
    long started;
    long completed;
    long unfinished;
    long droppedArrivals;
    /** Those among them that came to their turn more than 100 ms late, so that the generator may be the cause. */
    long droppedLate;

    long overflows;
    long stallNanosMax;
    long cpuNanos;
    boolean connectionsExhausted;
    final Map<String, Long> errors = new HashMap<>();
    /** One sentence for the first failure of each kind. */
    final Map<String, String> firstFailures = new HashMap<>();
    /** By how much journeys began late, in microseconds. */
    final Histogram lateness = WindowRecorder.newHistogram();

    final Journeys[] journeys;

    Tally(int kinds) {
        journeys = new Journeys[kinds];
        for (int i = 0; i < kinds; i++) {
            journeys[i] = new Journeys();
        }
    }

    /** Counts of one kind of journey. */
    static final class Journeys {
        long succeeded;
        long failed;
        /** Requests that the successful ones issued. */
        long requests;
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests begun and not ended. */
    long inFlight() {
        return started - completed - errorCount() - unfinished;
    }

    /** Adds another loop's counts to these. */
    void add(Tally other) {
        started += other.started;
        completed += other.completed;
        unfinished += other.unfinished;
        droppedArrivals += other.droppedArrivals;
        droppedLate += other.droppedLate;
        overflows += other.overflows;
        stallNanosMax = Math.max(stallNanosMax, other.stallNanosMax);
        cpuNanos += other.cpuNanos;
        connectionsExhausted |= other.connectionsExhausted;
        other.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        other.firstFailures.forEach(firstFailures::putIfAbsent);
        lateness.add(other.lateness);
        for (int i = 0; i < journeys.length; i++) {
            journeys[i].succeeded += other.journeys[i].succeeded;
            journeys[i].failed += other.journeys[i].failed;
            journeys[i].requests += other.journeys[i].requests;
        }
    }
}
