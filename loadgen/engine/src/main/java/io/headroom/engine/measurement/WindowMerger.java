package io.headroom.engine.measurement;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Adds up what all loops measured, window by window. Means make requests fractional; here they become whole, and what rounding left over is kept. */
public final class WindowMerger {
    private final Duration length;
    private final List<String> journeys;
    private final TreeMap<Integer, Sum> open = new TreeMap<>();
    private final Map<Integer, Fraction> offered = new HashMap<>();
    private final Map<Integer, Fraction> dropped = new HashMap<>();
    private long offeredTotal;

    /** Of journeys with these names, by index. */
    public WindowMerger(Duration length, List<String> journeys) {
        this.length = length;
        this.journeys = List.copyOf(journeys);
    }

    public void add(List<WindowRecorder> recorders) {
        for (WindowRecorder recorder : recorders) {
            open.computeIfAbsent(recorder.index, unused -> new Sum(journeys)).add(recorder);
        }
    }

    /** What was added since the last call. */
    public List<WindowDelta> take() {
        List<WindowDelta> deltas = open.entrySet().stream()
                .map(entry -> delta(entry.getKey(), entry.getValue()))
                .toList();
        open.clear();
        return deltas;
    }

    /** Sum over every delta that was taken. */
    public long offeredTotal() {
        return offeredTotal;
    }

    private WindowDelta delta(int index, Sum sum) {
        long offeredNow =
                offered.computeIfAbsent(index, unused -> new Fraction()).whole(sum.offered);
        long droppedNow =
                dropped.computeIfAbsent(index, unused -> new Fraction()).whole(sum.dropped);
        offeredTotal += offeredNow;
        return new WindowDelta(
                index,
                length,
                offeredNow,
                sum.sent,
                sum.completed,
                droppedNow,
                sum.inFlight,
                Map.copyOf(sum.errors),
                Map.copyOf(sum.requests),
                Map.copyOf(sum.journeys));
    }

    /** Keeps the difference between a sum and what was told of it. */
    private static final class Fraction {
        private double sum;
        private long told;

        long whole(double added) {
            sum += added;
            long now = Math.round(sum) - told;
            told += now;
            return now;
        }
    }

    private static final class Sum {
        private double offered;
        private double dropped;
        private long sent;
        private long completed;
        private long inFlight;
        private final Map<String, Long> errors = new HashMap<>();
        private final Map<String, Latencies> requests = new HashMap<>();
        private final Map<String, JourneyDelta> journeys = new HashMap<>();
        private final List<String> names;

        Sum(List<String> names) {
            this.names = names;
        }

        public void add(WindowRecorder recorder) {
            offered += recorder.offered;
            dropped += recorder.dropped;
            sent += recorder.sent;
            completed += recorder.completed;
            inFlight += recorder.inFlight;
            recorder.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            for (WindowRecorder.Named named : recorder.byName()) {
                if (named != null) {
                    requests.merge(named.name(), named.latencies(), Sum::added);
                }
            }
            for (int i = 0; i < recorder.journeys().length; i++) {
                WindowRecorder.Journeys more = recorder.journeys()[i];
                if (more != null) {
                    journeys.merge(
                            names.get(i),
                            new JourneyDelta(more.begun, more.succeeded, more.failed, more.dropped, more.response),
                            Sum::added);
                }
            }
        }

        private static JourneyDelta added(JourneyDelta sum, JourneyDelta more) {
            add(sum.response(), more.response());
            return new JourneyDelta(
                    sum.begun() + more.begun(),
                    sum.succeeded() + more.succeeded(),
                    sum.failed() + more.failed(),
                    sum.dropped() + more.dropped(),
                    sum.response());
        }

        private static Latencies added(Latencies sum, Latencies more) {
            add(sum.response(), more.response());
            add(sum.service(), more.service());
            add(sum.lag(), more.lag());
            return sum;
        }

        private static void add(Histogram sum, Histogram more) {
            sum.add(more);
        }
    }
}
