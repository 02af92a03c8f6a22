package io.headroom.platform.campaign;

import io.headroom.exploration.Window;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import io.headroom.platform.fleet.Fleet;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.WorkResult.Driven;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.fleet.WorkResult.Totals;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A service of known capacity, driven on a simulated clock; it tells what came back in the frames that an agent would send. */
final class SimulatedService implements LoadDriver {

    private static final int WINDOW_MILLIS = 250;
    private static final double WINDOW_SECONDS = WINDOW_MILLIS / 1000.0;
    private static final int WINDOWS_PER_FRAME = 4;

    private final Supplier<Shape> shape;
    private int steps;

    /** @param shape asked for at each load step */
    SimulatedService(Supplier<Shape> shape) {
        this.shape = shape;
    }

    @Override
    public Driven drive(LoadProfile profile, Fleet.Listener frames) {
        steps++;
        List<Window> windows = new SimulatedTarget(shape.get(), steps)
                .drive(profile::rateAt, profile.length().toMillis() / 1000.0, WINDOW_SECONDS);
        boolean enough = false;
        for (int first = 0; first < windows.size() && !enough; first += WINDOWS_PER_FRAME) {
            enough = frames.hear(frame(windows, first));
        }
        return new Driven(
                0, new Totals(0, 0, 0, Map.of(), 0, 0), new GeneratorHealth(true, List.of(), 0, 0, 0), enough);
    }

    private static Frame frame(List<Window> windows, int first) {
        List<Frame.Window> part = java.util.stream.IntStream.range(
                        first, Math.min(windows.size(), first + WINDOWS_PER_FRAME))
                .mapToObj(index -> window(index, windows.get(index)))
                .toList();
        return new Frame(first, "", part);
    }

    private static Frame.Window window(int index, Window window) {
        byte[] response = encoded(window.response());
        byte[] none = encoded(new Histogram(3));
        return new Frame.Window(
                index,
                WINDOW_MILLIS,
                window.offered(),
                window.sent(),
                window.completed(),
                window.dropped(),
                window.inFlight(),
                Map.of("status-503", window.errors()),
                Map.of("GET /", new Frame.Latencies(response, none, none)));
    }

    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    @Override
    public int steps() {
        return steps;
    }
}
