package io.headroom.engine.measurement;

import io.headroom.engine.http.RequestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's notes of one phase. A latency belongs to the window in which its request was due; sending, success and failure belong to the window in
 * which they happened. Times are nanoseconds on the engine's clock.
 */
public final class Recorder {
    /** Significant digits of every histogram. */
    static final int DIGITS = 3;
    /** Largest latency that is told apart; longer ones are recorded as this and counted as overflows. */
    static final long MICROS_MAX = 3_600_000_000L;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long LATE_NANOS = 100_000_000;

    private final long origin;
    private final long windowNanos;
    private final Tally tally;
    private List<WindowRecorder> open = new ArrayList<>();
    /** The one that was asked for last, which is nearly always the next one too; finding it takes no division. */
    private @Nullable WindowRecorder latest;

    private long latestBegin;
    private int windowsClosed;

    public Recorder(long origin, long windowNanos, int kinds) {
        this.origin = origin;
        this.windowNanos = windowNanos;
        this.tally = new Tally(kinds);
    }

    public Tally tally() {
        return tally;
    }

    public void begun(long due) {
        tally.started++;
        window(due).offered++;
    }

    public void sent(long at) {
        window(at).sent++;
    }

    public void completed(RequestName name, long due, long sent, long ended) {
        tally.completed++;
        window(ended).completed++;
        Latencies latencies = window(due).latencies(name);
        record(latencies.response(), ended - due);
        record(latencies.service(), ended - sent);
        record(latencies.lag(), sent - due);
    }

    /** A request failed. */
    public void failed(RequestName name, String kind, String sentence, long at) {
        tally.errorsByRequest
                .computeIfAbsent(name.toString(), unused -> new HashMap<>())
                .merge(kind, 1L, Long::sum);
        failed(kind, sentence, at);
    }

    /** A step failed that no request stands for. */
    public void failed(String kind, String sentence, long at) {
        tally.errors.merge(kind, 1L, Long::sum);
        tally.firstFailures.putIfAbsent(kind, sentence);
        window(at).errors.merge(kind, 1L, Long::sum);
    }

    /** A request was sent a second time, because the connection turned out to be closed. */
    public void reconnected() {
        tally.reconnected++;
    }

    public void unfinished() {
        tally.unfinished++;
    }

    public void journeyBegan(int kind, long due, long at) {
        arrived(due, at);
        tally.journeys[kind].begun++;
        window(due).journey(kind).begun++;
    }

    public void journeySucceeded(int kind, long requests, long due, long end) {
        Tally.Journeys journeys = tally.journeys[kind];
        journeys.succeeded++;
        journeys.requests += requests;
        window(end).journey(kind).succeeded++;
        record(window(due).journey(kind).response, end - due);
    }

    /** A journey failed at a step that was due then, and never issued that many requests (by its kind's mean). */
    public void journeyFailed(int kind, double neverIssued, long due, long end) {
        tally.journeys[kind].failed++;
        window(end).journey(kind).failed++;
        window(due).offered += Math.max(0, neverIssued);
    }

    public void journeyUnfinished(int kind) {
        tally.journeys[kind].unfinished++;
    }

    /** An arrival found no room; its journey would have issued that many requests. If it was looked at late, that may be why. */
    public void journeyDropped(int kind, double requests, long due, long at) {
        arrived(due, at);
        tally.journeys[kind].dropped++;
        tally.droppedArrivals++;
        tally.droppedLate += at - due > LATE_NANOS ? 1 : 0;
        WindowRecorder window = window(due);
        window.journey(kind).dropped++;
        window.offered += requests;
        window.dropped += requests;
    }

    /** Closes windows that are over. */
    public void roll(long now) {
        while (now >= origin + (windowsClosed + 1) * windowNanos) {
            windowAt(windowsClosed).inFlight += tally.inFlight();
            windowsClosed++;
        }
    }

    /** What was recorded since the last call. */
    public List<WindowRecorder> take() {
        List<WindowRecorder> taken = open;
        open = new ArrayList<>();
        latest = null;
        return taken;
    }

    private void arrived(long due, long at) {
        tally.arrivals++;
        record(tally.lateness, at - due);
    }

    private WindowRecorder window(long time) {
        WindowRecorder known = latest;
        if (known != null && time >= latestBegin && time - latestBegin < windowNanos) {
            return known;
        }
        WindowRecorder found = windowAt((int) (Math.max(0, time - origin) / windowNanos));
        latest = found;
        latestBegin = origin + found.index * windowNanos;
        return found;
    }

    /** Few windows are open at a time, and the newest is asked for most. */
    private WindowRecorder windowAt(int index) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).index == index) {
                return open.get(i);
            }
        }
        var added = new WindowRecorder(index, tally.journeys.length);
        open.add(added);
        return added;
    }

    private void record(Histogram histogram, long nanos) {
        long micros = Math.max(0, nanos) / NANOS_PER_MICRO;
        if (micros > MICROS_MAX) {
            tally.overflows++;
            micros = MICROS_MAX;
        }
        histogram.recordValue(micros);
    }
}
