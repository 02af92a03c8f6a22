package io.headroom.engine;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.schedule.Arrivals;
import io.headroom.engine.schedule.JourneyMix;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scenario and a target, held together: prepared once, driven step by step, closed. Connections, pools and warm code survive from step to step. One
 * thread prepares and drives; {@link #stop} may be called from any other.
 */
public final class LoadSession implements AutoCloseable {
    /** In-flight journeys are bounded by what arrives in this time: the target is past helping when a journey takes longer. */
    private static final double IN_FLIGHT_SECONDS = 8;

    private static final int IN_FLIGHT_LEAST = 64;
    private static final int IN_FLIGHT_MOST = 20_000;
    /** A drive with more failed journeys than this teaches nothing about how many requests a journey issues. */
    private static final double DISTURBED = 0.01;

    private static final long LEARNED_FROM = 30;

    private final CompiledScenario scenario;
    private final Target target;
    private final EngineSettings settings;
    private final Loops loops;
    private List<Lane> lanes = List.of();
    private @Nullable JourneyMeans means;
    private volatile boolean stopRequested;
    private boolean closed;

    private LoadSession(CompiledScenario scenario, Target target, EngineSettings settings) {
        this.scenario = scenario;
        this.target = target;
        this.settings = settings;
        this.loops = new Loops(settings.loops(), () -> stopRequested);
    }

    /** Starts the event loops. Nothing is sent yet. */
    public static LoadSession open(CompiledScenario scenario, Target target, EngineSettings settings) {
        EngineSettings bounded =
                settings.connectionsMax() > 0 ? settings : settings.withConnectionsMax(ProcessCpu.connectionsMax());
        return new LoadSession(scenario, target, bounded);
    }

    /**
     * Warms the engine up on itself, reaches the target, runs the scenario's set-up at a bounded rate (at most 50 users a second, 8 at a time), and learns
     * the mean requests per journey.
     *
     * @param progress told in a few words what is being done
     */
    public Preparation prepare(Consumer<String> progress) throws SessionException {
        requireOpen();
        stopRequested = false;
        EndPoint endPoint = EndPoint.of(target);
        loops.close(lanes);
        lanes = Lane.onEach(loops, scenario, endPoint, settings);
        var preparer = new Preparer(new Preparer.Parts(loops, lanes, scenario, target, settings), progress);
        preparer.reach();
        preparer.warmUp();
        preparer.setUp();
        JourneyMeans learned = preparer.calibrate();
        means = learned;
        return new Preparation(learned.ofMix(), preparer.warnings());
    }

    /**
     * Drives one step and returns when it has drained or was stopped.
     *
     * @param windows given what was measured, about once a second on the calling thread; a window may come again, its figures add up by index
     */
    public DriveReport drive(Drive drive, Consumer<List<WindowDelta>> windows) throws SessionException {
        requireOpen();
        JourneyMeans learned = means;
        if (learned == null) {
            throw new IllegalStateException("a session is prepared before it is driven");
        }
        stopRequested = false;
        double journeysPerSecond = drive.requestsPerSecond() / learned.ofMix();
        long seed = RandomSource.combine(settings.seed(), drive.step());
        var plan = new Loops.Plan(
                drive.step(), settings.window(), drive.duration(), drive.drain(), seed, learned.byJourney());
        var mix = new JourneyMix(scenario.mixed(), settings.spacing(), seed);
        int inFlightMax = Math.max(1, inFlightMax(journeysPerSecond) / settings.loops());
        var bounds = new OpenModel.Bounds(drive.duration().toNanos(), inFlightMax);
        Loops.Outcome outcome =
                loops.run(plan, lanes, origin -> openModel(origin, journeysPerSecond, drive, mix, bounds), windows);
        learn(learned, outcome.tally());
        return new DriveReport(
                journeysPerSecond, totals(outcome), HealthCheck.of(outcome, settings), outcome.stopped());
    }

    /** Ends a drive or a preparation within two seconds. Without one under way it does nothing. */
    public void stop() {
        stopRequested = true;
    }

    /** Closes connections and event loops. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stopRequested = true;
            loops.close(lanes);
            loops.close();
        }
    }

    private OpenModel openModel(
            Loops.Origin origin, double journeysPerSecond, Drive drive, JourneyMix mix, OpenModel.Bounds bounds) {
        Lane lane = origin.lane();
        int stripes = settings.agents() * settings.loops();
        long seed = RandomSource.combine(settings.seed(), drive.step());
        Arrivals arrivals = Arrivals.of(settings.spacing(), journeysPerSecond, lane.stripe(), stripes, seed);
        return new OpenModel(lane, arrivals, mix, origin.nanos(), bounds);
    }

    private int inFlightMax(double journeysPerSecond) {
        if (settings.inFlightMax() > 0) {
            return settings.inFlightMax();
        }
        double wanted = journeysPerSecond / settings.agents() * IN_FLIGHT_SECONDS;
        return (int) Math.clamp(Math.ceil(wanted), IN_FLIGHT_LEAST, IN_FLIGHT_MOST);
    }

    private void learn(JourneyMeans learned, Tally tally) {
        long succeeded = 0;
        long failed = 0;
        for (JourneyKind kind : scenario.mixed()) {
            Tally.Journeys counts = tally.journeys[kind.index()];
            succeeded += counts.succeeded;
            failed += counts.failed;
        }
        if (failed <= DISTURBED * succeeded) {
            learned.learn(tally, LEARNED_FROM);
        }
    }

    private static Totals totals(Loops.Outcome outcome) {
        Tally tally = outcome.tally();
        return new Totals(
                outcome.offered(),
                tally.started,
                tally.completed,
                Map.copyOf(tally.errors),
                tally.droppedArrivals,
                tally.unfinished);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }
}
