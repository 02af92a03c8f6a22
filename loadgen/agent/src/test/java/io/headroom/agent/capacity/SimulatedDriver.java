package io.headroom.agent.capacity;

import io.headroom.capacity.MeasuredSearch;
import io.headroom.capacity.StepRecorder;
import io.headroom.engine.Shortage;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Window;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Drives steps against a simulated service: a search of minutes takes milliseconds. */
final class SimulatedDriver implements SearchDriver {

    private static final double WINDOW_SECONDS = 0.25;

    private final SimulatedTarget target;
    private GeneratorHealth generator = new GeneratorHealth(true, List.of(), 1, 0.1, 5);
    private boolean failing;
    private int interruptedAt = Integer.MAX_VALUE;
    private int steps;

    SimulatedDriver(Shape shape) {
        target = new SimulatedTarget(shape, 7);
    }

    /** Every request is answered with 500. */
    SimulatedDriver failing() {
        failing = true;
        return this;
    }

    SimulatedDriver starved() {
        generator = new GeneratorHealth(false, List.of("the generator used 96 % of its core"), 90, 0.96, 700);
        return this;
    }

    SimulatedDriver interruptedAt(int step) {
        interruptedAt = step;
        return this;
    }

    @Override
    public MeasuredSearch.Driven drive(Measure order) throws InterruptedException {
        if (++steps == interruptedAt) {
            throw new InterruptedException("Ctrl-C");
        }
        return new MeasuredSearch.Driven(
                recorded(order.rate(), order.length()),
                generator,
                MeasuredSearch.validity(generator),
                false,
                Map.of(),
                steps);
    }

    @Override
    public StepRecorder rest(double rate, Duration length) {
        return recorded(rate, length);
    }

    @Override
    public void judged(LoadStep step) {}

    @Override
    public List<Shortage> shortages() {
        return List.of();
    }

    @Override
    public Map<String, String> firstFailures() {
        return failing ? Map.of("status-500", "GET /items answered 500, expected 200") : Map.of();
    }

    private StepRecorder recorded(double rate, Duration length) {
        StepRecorder recorder = new StepRecorder();
        List<Frame.Window> frames = new ArrayList<>();
        for (Window window : target.measure(rate, length.toMillis() / 1_000.0, WINDOW_SECONDS)
                .windows()) {
            frames.add(failing ? failed(frames.size(), window) : answered(frames.size(), window));
        }
        recorder.add(new Frame(0, "", frames));
        return recorder;
    }

    private static Frame.Window answered(int index, Window window) {
        byte[] response = encoded(window.response());
        return new Frame.Window(
                index,
                250,
                window.offered(),
                window.sent(),
                window.completed(),
                window.dropped(),
                window.inFlight(),
                window.errors() == 0 ? Map.of() : Map.of("status-503", window.errors()),
                Map.of("GET /items", new Frame.Latencies(response, response, encoded(new Histogram(3)))));
    }

    private static Frame.Window failed(int index, Window window) {
        return new Frame.Window(
                index, 250, window.offered(), window.sent(), 0, 0, 0, Map.of("status-500", window.offered()), Map.of());
    }

    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }
}
