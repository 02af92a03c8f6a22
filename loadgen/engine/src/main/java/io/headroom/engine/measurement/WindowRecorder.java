package io.headroom.engine.measurement;

import io.headroom.engine.http.RequestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one event loop added to one window since its last hand-over. Written by that loop, then handed to the session's caller and never touched again. */
public final class WindowRecorder {
    final int index;
    double offered;
    double dropped;
    long sent;
    long completed;
    long inFlight;
    final Map<String, Long> errors = new HashMap<>();
    private final List<@Nullable Named> byName = new ArrayList<>();

    private final @Nullable Journeys[] journeys;

    WindowRecorder(int index, int kinds) {
        this.index = index;
        this.journeys = new @Nullable Journeys[kinds];
    }

    /** Counts of one kind of journey. */
    static final class Journeys {
        long begun;
        long succeeded;
        long failed;
        long dropped;
        final Histogram response = newHistogram();
    }

    Journeys journey(int kind) {
        Journeys known = journeys[kind];
        if (known == null) {
            known = new Journeys();
            journeys[kind] = known;
        }
        return known;
    }

    @Nullable
    Journeys[] journeys() {
        return journeys;
    }

    /**
     * Latencies of one request name.
     *
     * @param name as in results
     */
    record Named(String name, Latencies latencies) {}

    Latencies latencies(RequestName name) {
        while (byName.size() <= name.index()) {
            byName.add(null);
        }
        Named known = byName.get(name.index());
        if (known == null) {
            known = new Named(name.toString(), newLatencies());
            byName.set(name.index(), known);
        }
        return known.latencies();
    }

    List<@Nullable Named> byName() {
        return byName;
    }

    public static Latencies newLatencies() {
        return new Latencies(newHistogram(), newHistogram(), newHistogram());
    }

    /** Microseconds with three digits; grows with its largest value, so a fast target's histograms are small. */
    public static Histogram newHistogram() {
        return new Histogram(Recorder.DIGITS);
    }
}
