package io.headroom.agent.loadtest;

import io.headroom.agent.export.Interval;
import io.headroom.engine.measurement.JourneyDelta;
import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.measurement.WindowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Adds up what the engine measured: over the whole load by request and by journey, and by slices of time.
 *
 * <p>A slice is one second, and longer in loads of more than an hour, so that there are never more than 3,600 of them. Slices that are a few seconds old are
 * sealed: seldom does anything come for them.
 *
 * <p>Invariant: one thread adds and reads.
 */
final class Measurements {

    private static final int SLICES_MOST = 3_600;
    private static final int OPEN_SLICES = 5;
    private static final int DIGITS = 3;

    private final int sliceSeconds;
    private final boolean everyLatency;
    private final TreeMap<Integer, Slice> slices = new TreeMap<>();
    private final TreeMap<String, Latencies> requests = new TreeMap<>();
    private final TreeMap<String, Histogram> journeys = new TreeMap<>();

    /**
     * @param load its whole length
     * @param everyLatency whether service and lag are kept by slices, too, and not only response
     */
    Measurements(Duration load, boolean everyLatency) {
        this.sliceSeconds = (int) Math.max(1, Math.ceilDiv(load.toSeconds(), SLICES_MOST));
        this.everyLatency = everyLatency;
    }

    /** What happened in a slice of time. */
    static final class Slice {
        long offered;
        long sent;
        long completed;
        long errors;
        long dropped;
        long inFlight;
        final StoredHistogram response = new StoredHistogram();
        final TreeMap<String, StoredLatencies> byName = new TreeMap<>();

        private void seal() {
            response.seal();
            byName.values().forEach(StoredLatencies::seal);
        }
    }

    /** Latencies of one request name in a slice. */
    record StoredLatencies(StoredHistogram response, StoredHistogram service, StoredHistogram lag) {

        static StoredLatencies none() {
            return new StoredLatencies(new StoredHistogram(), new StoredHistogram(), new StoredHistogram());
        }

        private void seal() {
            response.seal();
            service.seal();
            lag.seal();
        }
    }

    void add(List<WindowDelta> deltas) {
        deltas.forEach(this::add);
        if (!slices.isEmpty()) {
            slices.headMap(slices.lastKey() - OPEN_SLICES).values().forEach(Slice::seal);
        }
    }

    private void add(WindowDelta delta) {
        Slice slice = slices.computeIfAbsent(
                (int) (delta.index() * delta.length().toSeconds() / sliceSeconds), unused -> new Slice());
        slice.offered += delta.offered();
        slice.sent += delta.sent();
        slice.completed += delta.completed();
        slice.dropped += delta.dropped();
        slice.errors +=
                delta.errors().values().stream().mapToLong(Long::longValue).sum();
        slice.inFlight = delta.inFlight() > 0 ? delta.inFlight() : slice.inFlight;
        delta.requests().forEach((name, latencies) -> add(slice, name, latencies));
        delta.journeys().forEach(this::add);
    }

    private void add(Slice slice, String name, Latencies more) {
        Latencies sum = requests.computeIfAbsent(name, unused -> newLatencies());
        sum.response().add(more.response());
        sum.service().add(more.service());
        sum.lag().add(more.lag());
        slice.response.add(more.response());
        StoredLatencies stored = slice.byName.computeIfAbsent(name, unused -> StoredLatencies.none());
        stored.response().add(more.response());
        if (everyLatency) {
            stored.service().add(more.service());
            stored.lag().add(more.lag());
        }
    }

    private void add(String name, JourneyDelta delta) {
        journeys.computeIfAbsent(name, unused -> new Histogram(DIGITS)).add(delta.response());
    }

    int sliceSeconds() {
        return sliceSeconds;
    }

    /** Slices in the order of time, silent ones included: the i-th begins at i × {@link #sliceSeconds}. */
    List<Slice> slices() {
        List<Slice> ordered = new ArrayList<>();
        for (int index = 0; !slices.isEmpty() && index <= slices.lastKey(); index++) {
            ordered.add(slices.getOrDefault(index, new Slice()));
        }
        return ordered;
    }

    Map<String, Latencies> requests() {
        return requests;
    }

    Map<String, Histogram> journeys() {
        return journeys;
    }

    Latencies allRequests() {
        Latencies sum = newLatencies();
        requests.values().forEach(each -> {
            sum.response().add(each.response());
            sum.service().add(each.service());
            sum.lag().add(each.lag());
        });
        return sum;
    }

    /** Response times of one name by windows of {@code slicesEach} slices. */
    List<Histogram> responses(String name, int slicesEach) {
        List<Histogram> windows = new ArrayList<>();
        List<Slice> ordered = slices();
        for (int first = 0; first < ordered.size(); first += slicesEach) {
            var sum = new Histogram(DIGITS);
            for (Slice slice : ordered.subList(first, Math.min(ordered.size(), first + slicesEach))) {
                StoredLatencies stored = slice.byName.get(name);
                if (stored != null) {
                    sum.add(stored.response().histogram());
                }
            }
            windows.add(sum);
        }
        return windows;
    }

    /** Every latency by slice, request and kind, in the order of time. */
    Stream<Interval> intervals() {
        return slices.entrySet().stream()
                .flatMap(entry -> entry.getValue().byName.entrySet().stream()
                        .map(named ->
                                intervals((double) entry.getKey() * sliceSeconds, named.getKey(), named.getValue()))
                        .flatMap(Collection::stream));
    }

    private List<Interval> intervals(double second, String name, StoredLatencies stored) {
        return List.of(
                new Interval(
                        second,
                        sliceSeconds,
                        name,
                        "response",
                        stored.response().histogram()),
                new Interval(
                        second, sliceSeconds, name, "service", stored.service().histogram()),
                new Interval(second, sliceSeconds, name, "lag", stored.lag().histogram()));
    }

    static Latencies newLatencies() {
        return new Latencies(new Histogram(DIGITS), new Histogram(DIGITS), new Histogram(DIGITS));
    }
}
