package io.headroom.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A scenario and a target, held together: prepared once, driven step by step, closed. Connections, pools and warm code survive from step to step. One
 * thread prepares and drives; {@link #stop} may be called from any other.
 */
public final class LoadSession implements AutoCloseable {

    private LoadSession() {}

    /** Starts the event loops. Nothing is sent yet. */
    public static LoadSession open(CompiledScenario scenario, Target target, EngineSettings settings) {
        throw new UnsupportedOperationException("" + scenario + target + settings);
    }

    /**
     * Warms the engine up on itself, reaches the target, runs the scenario's set-up at a bounded rate, and learns the mean requests per journey.
     *
     * @param progress told in a few words what is being done
     */
    public Preparation prepare(Consumer<String> progress) throws SessionException {
        throw new UnsupportedOperationException();
    }

    /**
     * Drives one step and returns when it has drained or was stopped.
     *
     * @param windows given what was measured, about once a second on the calling thread; a window may come again, its figures add up by index
     */
    public DriveReport drive(Drive drive, Consumer<List<WindowDelta>> windows) throws SessionException {
        throw new UnsupportedOperationException();
    }

    /** Response times of whole journeys that succeeded in the last drive, from their arrival's due time, in microseconds, by journey name. */
    public Map<String, Histogram> journeys() {
        return Map.of();
    }

    /** Ends a drive or a preparation within two seconds. */
    public void stop() {}

    /** Closes connections and event loops. */
    @Override
    public void close() {}
}
