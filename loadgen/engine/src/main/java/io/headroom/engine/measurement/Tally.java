package io.headroom.engine.measurement;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one event loop counted over a whole phase; handed over when the phase ends. */
public final class Tally {
    public long started;
    public long completed;
    public long unfinished;
    /** Journeys that were due, counted when they were taken up. */
    public long arrivals;

    public long droppedArrivals;
    /** Those among them that came to their turn more than 100 ms late, so that the generator may be the cause. */
    public long droppedLate;

    /** Requests that were sent a second time, on a new connection. */
    public long reconnected;

    public long overflows;
    public long stallNanosMax;
    public long cpuNanos;
    public boolean connectionsExhausted;
    public final Map<String, Long> errors = new HashMap<>();
    /** Those among them that a request stands for, by its name and then by kind. */
    public final Map<String, Map<String, Long>> errorsByRequest = new HashMap<>();
    /** One sentence for the first failure of each kind. */
    public final Map<String, String> firstFailures = new HashMap<>();
    /** By how much arrivals were taken up late, in microseconds, whether they began or were dropped. */
    public final Histogram lateness = WindowRecorder.newHistogram();

    public final Journeys[] journeys;

    public Tally(int kinds) {
        journeys = new Journeys[kinds];
        for (int i = 0; i < kinds; i++) {
            journeys[i] = new Journeys();
        }
    }

    /** Counts of one kind of journey. */
    public static final class Journeys {
        public long begun;
        public long succeeded;
        public long failed;
        public long dropped;
        public long unfinished;
        /** Requests that the successful ones issued. */
        public long requests;

        private void add(Journeys other) {
            begun += other.begun;
            succeeded += other.succeeded;
            failed += other.failed;
            dropped += other.dropped;
            unfinished += other.unfinished;
            requests += other.requests;
        }
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests begun and not ended. */
    long inFlight() {
        return started - completed - errorCount() - unfinished;
    }

    /** Adds another loop's counts to these. */
    public void add(Tally other) {
        started += other.started;
        completed += other.completed;
        unfinished += other.unfinished;
        arrivals += other.arrivals;
        droppedArrivals += other.droppedArrivals;
        droppedLate += other.droppedLate;
        reconnected += other.reconnected;
        overflows += other.overflows;
        stallNanosMax = Math.max(stallNanosMax, other.stallNanosMax);
        cpuNanos += other.cpuNanos;
        connectionsExhausted |= other.connectionsExhausted;
        other.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        other.errorsByRequest.forEach((name, kinds) -> {
            Map<String, Long> sum = errorsByRequest.computeIfAbsent(name, unused -> new HashMap<>());
            kinds.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        });
        other.firstFailures.forEach(firstFailures::putIfAbsent);
        lateness.add(other.lateness);
        for (int i = 0; i < journeys.length; i++) {
            journeys[i].add(other.journeys[i]);
        }
    }
}
