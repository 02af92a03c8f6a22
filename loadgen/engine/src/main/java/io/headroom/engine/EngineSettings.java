package io.headroom.engine;

import io.headroom.engine.schedule.Spacing;
import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param loops event loops, one core each
 * @param seed of everything random
 * @param window length of one measurement window
 * @param run name of the run, carried by trace ids and unique values
 * @param spacing how arrivals are spread
 * @param agent this agent's position in its fleet, from 0
 * @param agents size of the fleet
 * @param inFlightMax most journeys at a time over all loops; 0 derives it from the rate (eight seconds' worth, 64 to 20,000)
 * @param connectionsMax most connections at a time over all loops; 0 derives it from the limit on open files
 * @param warmUp longest time that the engine exercises itself before anything else
 * @param lagLimit 99th percentile of lateness above which a drive is invalid
 * @param stallLimit longest stall of an event loop above which a drive is invalid
 */
public record EngineSettings(
        int loops,
        long seed,
        Duration window,
        String run,
        Spacing spacing,
        int agent,
        int agents,
        int inFlightMax,
        int connectionsMax,
        Duration warmUp,
        Duration lagLimit,
        Duration stallLimit) {

    public EngineSettings {
        require(loops >= 1 && loops <= 1_024, "loops", loops);
        require(agents >= 1 && agents <= 1_000_000, "agents", agents);
        require(agent >= 0 && agent < agents, "agent", agent);
        require(inFlightMax >= 0, "inFlightMax", inFlightMax);
        require(connectionsMax >= 0, "connectionsMax", connectionsMax);
        require(window.compareTo(Duration.ofMillis(10)) >= 0, "window", window);
        require(!warmUp.isNegative(), "warmUp", warmUp);
    }

    /** Half of the cores (at least one loop), one-second windows, even spacing, alone, limits derived. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                1L,
                Duration.ofSeconds(1),
                "local",
                Spacing.EVEN,
                0,
                1,
                0,
                0,
                Duration.ofSeconds(3),
                Duration.ofMillis(50),
                Duration.ofMillis(500));
    }

    public EngineSettings withLoops(int loops) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withSeed(long seed) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withWindow(Duration window) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withRun(String run) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withInFlightMax(int inFlightMax) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withConnectionsMax(int connectionsMax) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withWarmUp(Duration warmUp) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    public EngineSettings withLimits(Duration lagLimit, Duration stallLimit) {
        return new EngineSettings(
                loops,
                seed,
                window,
                run,
                spacing,
                agent,
                agents,
                inFlightMax,
                connectionsMax,
                warmUp,
                lagLimit,
                stallLimit);
    }

    private static void require(boolean holds, String setting, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("engine setting " + setting + " cannot be " + value);
        }
    }
}
