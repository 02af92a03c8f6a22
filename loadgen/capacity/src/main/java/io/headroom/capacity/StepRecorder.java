package io.headroom.capacity;

import io.headroom.exploration.Window;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Frame.Latencies;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Adds the frames of one load step up to windows and to figures of the whole step.
 *
 * <p>Invariant: a window is what all frames said of its index, in whatever order they came; nothing is averaged that can be merged.
 */
public final class StepRecorder {

    /** What the agents record with: microseconds, three significant digits. */
    private static final int SIGNIFICANT_DIGITS = 3;

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final TreeMap<Integer, Accumulated> windows = new TreeMap<>();

    /** What a step's windows came to, from one window to the end or to another. */
    public record Summary(
            double seconds,
            long offered,
            long sent,
            long completed,
            long dropped,
            long inFlight,
            Map<String, Long> errors,
            Histogram response,
            Histogram service,
            Histogram lag) {

        public long failed() {
            return errors.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Successful requests/s. */
        public double throughput() {
            return seconds == 0 ? 0 : completed / seconds;
        }
    }

    public synchronized void add(Frame frame) {
        frame.windows().forEach(this::add);
    }

    private void add(Frame.Window window) {
        windows.computeIfAbsent(window.index(), index -> new Accumulated(window.millis()))
                .add(window);
    }

    /** The windows in order, the silent ones between them included, for the search to judge. */
    public synchronized List<Window> windows() {
        if (windows.isEmpty()) {
            return List.of();
        }
        int millis = windows.firstEntry().getValue().millis;
        List<Window> ordered = new ArrayList<>();
        for (int index = 0; index <= windows.lastKey(); index++) {
            ordered.add(windows.getOrDefault(index, new Accumulated(millis)).window());
        }
        return ordered;
    }

    /** Merges the windows that begin within {@code seconds} from window {@code first} on: not the warm-up before, not the drain after. */
    public synchronized Summary summary(int first, double seconds) {
        if (windows.isEmpty()) {
            return new Accumulated(0).summary(0, 0);
        }
        int millis = windows.firstEntry().getValue().millis;
        int end = first + (int) Math.round(seconds * MILLIS_PER_SECOND / millis);
        Map<Integer, Accumulated> chosen = windows.subMap(first, true, Math.max(first, end), false);
        Accumulated all = new Accumulated(millis);
        chosen.values().forEach(all::add);
        long inFlight = chosen.isEmpty() ? 0 : List.copyOf(chosen.values()).getLast().inFlight;
        return all.summary((end - first) * millis / MILLIS_PER_SECOND, inFlight);
    }

    /**
     * What one frame brought, whatever windows it belongs to: what was answered since the frame before, for a live display.
     *
     * @param seconds since the frame before
     */
    public static Summary of(Frame frame, double seconds) {
        Accumulated all = new Accumulated(0);
        frame.windows().forEach(all::add);
        long inFlight = frame.windows().stream()
                .filter(window -> window.inFlight() > 0)
                .mapToLong(Frame.Window::inFlight)
                .reduce(0, (earlier, later) -> later);
        return all.summary(seconds, inFlight);
    }

    private static final class Accumulated {
        private final int millis;
        private final Map<String, Long> errors = new TreeMap<>();
        private final Histogram response = new Histogram(SIGNIFICANT_DIGITS);
        private final Histogram service = new Histogram(SIGNIFICANT_DIGITS);
        private final Histogram lag = new Histogram(SIGNIFICANT_DIGITS);
        private long offered;
        private long sent;
        private long completed;
        private long dropped;
        private long inFlight;

        Accumulated(int millis) {
            this.millis = millis;
        }

        void add(Frame.Window window) {
            offered += window.offered();
            sent += window.sent();
            completed += window.completed();
            dropped += window.dropped();
            inFlight += window.inFlight();
            window.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            window.requests().values().forEach(this::add);
        }

        void add(Accumulated other) {
            offered += other.offered;
            sent += other.sent;
            completed += other.completed;
            dropped += other.dropped;
            other.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            response.add(other.response);
            service.add(other.service);
            lag.add(other.lag);
        }

        private void add(Latencies latencies) {
            response.add(decode(latencies.response()));
            service.add(decode(latencies.service()));
            lag.add(decode(latencies.lag()));
        }

        Summary summary(double seconds, long inFlightAtEnd) {
            return new Summary(
                    seconds,
                    offered,
                    sent,
                    completed,
                    dropped,
                    inFlightAtEnd,
                    Map.copyOf(errors),
                    response,
                    service,
                    lag);
        }

        Window window() {
            long failed = errors.values().stream().mapToLong(Long::longValue).sum();
            return new Window(millis / 1000.0, offered, sent, completed, failed, dropped, inFlight, response);
        }

        private static Histogram decode(byte[] encoded) {
            try {
                return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0);
            } catch (DataFormatException corrupt) {
                throw new IllegalArgumentException(
                        "a frame holds something that is not a compressed histogram", corrupt);
            }
        }
    }
}
