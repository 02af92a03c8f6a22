package io.headroom.engine;

import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.schedule.Spacing;
import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param loops event loops, one core each
 * @param run what a run's values and traces derive from
 * @param fleet who else drives
 * @param pace how arrivals are spread and how exactly they begin
 * @param bounds how much may be under way
 * @param measuring how it measures and when a measurement does not count
 */
public record EngineSettings(int loops, Run run, Fleet fleet, Pace pace, Bounds bounds, Measuring measuring) {

    public EngineSettings {
        require(loops >= 1 && loops <= 1_024, "loops", loops);
    }

    /**
     * What makes a run repeatable.
     *
     * @param name carried by trace ids and unique values
     * @param seed of everything random
     */
    public record Run(String name, long seed) {}

    /**
     * This agent among those that share one load.
     *
     * @param agent its position, from 0
     * @param agents how many there are
     */
    public record Fleet(int agent, int agents) {
        public Fleet {
            require(agents >= 1 && agents <= 1_000_000, "agents", agents);
            require(agent >= 0 && agent < agents, "agent", agent);
        }
    }

    /**
     * When arrivals begin.
     *
     * @param spacing how they are spread in time
     * @param pacing how exactly loops wake for them
     */
    public record Pace(Spacing spacing, Pacing pacing) {}

    /**
     * How much may be under way on this agent. Zero leaves a bound to the engine.
     *
     * @param inFlightMax most journeys of the open model at a time over all loops; 0: four times what arrives within the objective's latency, or eight
     *     seconds' worth without one; 64 to 20,000
     * @param connectionsMax most connections at a time over all loops; 0: as many as the limit on open files allows
     * @param objectiveLatency the latency that users are promised; zero if there is none
     */
    public record Bounds(int inFlightMax, int connectionsMax, Duration objectiveLatency) {
        public Bounds {
            require(inFlightMax >= 0, "inFlightMax", inFlightMax);
            require(connectionsMax >= 0, "connectionsMax", connectionsMax);
            require(!objectiveLatency.isNegative(), "objectiveLatency", objectiveLatency);
        }
    }

    /**
     * How it measures.
     *
     * @param window length of one measurement window
     * @param warmUp longest time that the engine exercises itself before anything else
     * @param sampledPerSecond how many requests a second of the whole fleet ask to be traced; 0 for none, infinite for all
     * @param limits beyond which a drive is invalid
     */
    public record Measuring(Duration window, Duration warmUp, double sampledPerSecond, Limits limits) {
        public Measuring {
            require(window.compareTo(Duration.ofMillis(10)) >= 0, "window", window);
            require(!warmUp.isNegative(), "warmUp", warmUp);
            require(sampledPerSecond >= 0, "sampledPerSecond", sampledPerSecond);
        }
    }

    /**
     * What a healthy generator keeps.
     *
     * @param lag 99th percentile of the time by which journeys begin late
     * @param stall longest time for which an event loop stands still
     */
    public record Limits(Duration lag, Duration stall) {}

    /** Half of the cores (at least one loop), one-second windows, even spacing in ticks, alone, bounds derived, 200 traces a second. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new Run("local", 1),
                new Fleet(0, 1),
                new Pace(Spacing.EVEN, Pacing.TICK),
                new Bounds(0, 0, Duration.ZERO),
                new Measuring(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(6),
                        200,
                        new Limits(Duration.ofMillis(50), Duration.ofMillis(500))));
    }

    public EngineSettings withLoops(int loops) {
        return new EngineSettings(loops, run, fleet, pace, bounds, measuring);
    }

    public EngineSettings withSeed(long seed) {
        return with(new Run(run.name, seed));
    }

    public EngineSettings withRun(String name) {
        return with(new Run(name, run.seed));
    }

    public EngineSettings withFleet(int agent, int agents) {
        return new EngineSettings(loops, run, new Fleet(agent, agents), pace, bounds, measuring);
    }

    public EngineSettings withSpacing(Spacing spacing) {
        return with(new Pace(spacing, pace.pacing));
    }

    public EngineSettings withPacing(Pacing pacing) {
        return with(new Pace(pace.spacing, pacing));
    }

    public EngineSettings withInFlightMax(int inFlightMax) {
        return with(new Bounds(inFlightMax, bounds.connectionsMax, bounds.objectiveLatency));
    }

    public EngineSettings withConnectionsMax(int connectionsMax) {
        return with(new Bounds(bounds.inFlightMax, connectionsMax, bounds.objectiveLatency));
    }

    public EngineSettings withObjectiveLatency(Duration objectiveLatency) {
        return with(new Bounds(bounds.inFlightMax, bounds.connectionsMax, objectiveLatency));
    }

    public EngineSettings withWindow(Duration window) {
        return with(new Measuring(window, measuring.warmUp, measuring.sampledPerSecond, measuring.limits));
    }

    public EngineSettings withWarmUp(Duration warmUp) {
        return with(new Measuring(measuring.window, warmUp, measuring.sampledPerSecond, measuring.limits));
    }

    public EngineSettings withSampledPerSecond(double sampledPerSecond) {
        return with(new Measuring(measuring.window, measuring.warmUp, sampledPerSecond, measuring.limits));
    }

    public EngineSettings withLimits(Duration lag, Duration stall) {
        return with(
                new Measuring(measuring.window, measuring.warmUp, measuring.sampledPerSecond, new Limits(lag, stall)));
    }

    /** All loops of the fleet. */
    int stripes() {
        return fleet.agents * loops;
    }

    private EngineSettings with(Run changed) {
        return new EngineSettings(loops, changed, fleet, pace, bounds, measuring);
    }

    private EngineSettings with(Pace changed) {
        return new EngineSettings(loops, run, fleet, changed, bounds, measuring);
    }

    private EngineSettings with(Bounds changed) {
        return new EngineSettings(loops, run, fleet, pace, changed, measuring);
    }

    private EngineSettings with(Measuring changed) {
        return new EngineSettings(loops, run, fleet, pace, bounds, changed);
    }

    private static void require(boolean holds, String setting, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("engine setting " + setting + " cannot be " + value);
        }
    }
}
