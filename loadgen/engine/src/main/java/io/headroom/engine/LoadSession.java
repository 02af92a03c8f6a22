package io.headroom.engine;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.JourneyKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scenario and a target, held together: prepared once, driven step by step, closed. Connections, pools and warm code survive from step to step. One
 * thread prepares and drives; {@link #stop} may be called from any other.
 */
public final class LoadSession implements AutoCloseable {
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
        this.loops = new Loops(settings.loops(), settings.pace().pacing(), () -> stopRequested);
    }

    /** Starts the event loops. Nothing is sent yet. */
    public static LoadSession open(CompiledScenario scenario, Target target, EngineSettings settings) {
        EngineSettings bounded = settings.bounds().connectionsMax() > 0
                ? settings
                : settings.withConnectionsMax(ProcessUse.connectionsMax());
        return new LoadSession(scenario, target, bounded);
    }

    /**
     * Warms the engine up on itself, reaches the target, runs the scenario's set-up at a bounded rate (at most 50 users a second, 8 at a time), and learns
     * the mean requests per journey.
     *
     * @param progress told in a few words what is being done
     */
    public Preparation prepare(Consumer<String> progress) throws SessionException {
        Preparer preparer = renew(progress);
        preparer.reach();
        preparer.warmUp();
        preparer.setUp();
        JourneyMeans learned = preparer.calibrate();
        means = learned;
        return new Preparation(learned.ofMix(), preparer.warnings());
    }

    /**
     * Reaches the target, lets one user walk each set-up and then each journey once, and tells everything that is said. Nothing is warmed up, measured or
     * kept: a drive needs {@link #prepare} afterwards. A set-up or journey that fails is told and does not keep the next from being walked.
     *
     * @param journeys names, in the order in which they are walked; none for all that have a share of the mix
     * @param told on the calling thread, within about a second of each exchange's end
     * @throws SessionException if the target cannot be reached, a journey does not exist, or it was stopped
     */
    public void rehearse(List<String> journeys, Consumer<Exchanged> told) throws SessionException {
        Preparer preparer = renew(progress -> {});
        means = null;
        preparer.reach();
        new Rehearsal(loops, lanes.getFirst(), target, told).walk(journeys);
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
        long seed = RandomSource.combine(settings.run().seed(), drive.step());
        var timing =
                new Loops.Timing(settings.measuring().window(), drive.load().duration(), drive.drain());
        double requestsPerJourney = learned.ofMix();
        double sampled = settings.measuring().sampledPerSecond() / settings.stripes() / requestsPerJourney;
        var plan = new Loops.Plan(drive.step(), timing, seed, scenario.journeys(), learned.byJourney(), sampled);
        var models = new Models(scenario, settings, seed);
        if (drive.load() instanceof Load.Open open) {
            double share = (double) settings.loops() / settings.stripes();
            new HeadStart(lanes).before(open.requestsPerSecond().times(share), learned.answerSeconds());
        }
        Loops.Outcome outcome = loops.run(plan, lanes, models.of(drive.load(), requestsPerJourney), windows);
        learn(learned, outcome.tally());
        double journeysPerSecond = switch (drive.load()) {
            case Load.Open open -> open.requestsPerSecond().mean() / requestsPerJourney;
            case Load.Closed _ -> 0;
        };
        return Conclusion.of(outcome, scenario, settings, journeysPerSecond);
    }

    /** Begins anew, with empty pools and no connections; only unique values go on. */
    private Preparer renew(Consumer<String> progress) throws SessionException {
        requireOpen();
        stopRequested = false;
        EndPoint endPoint = EndPoint.of(target);
        loops.close(lanes);
        List<Lane> before = lanes;
        lanes = Lane.onEach(loops, scenario, endPoint, settings);
        for (int i = 0; i < before.size(); i++) {
            lanes.get(i).goOnAfter(before.get(i));
        }
        return new Preparer(new Preparer.Parts(loops, lanes, scenario, target, settings), progress);
    }

    /** Ends a drive, a preparation or a rehearsal within two seconds. Without one under way it does nothing. */
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

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }
}
