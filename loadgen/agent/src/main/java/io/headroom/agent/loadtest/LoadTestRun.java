package io.headroom.agent.loadtest;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.Interval;
import io.headroom.agent.loadtest.ResultAssembly.Course;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Terminal;
import io.headroom.engine.Drive;
import io.headroom.engine.DriveReport;
import io.headroom.engine.Load;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Preparation;
import io.headroom.engine.SessionException;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.Segment;
import io.headroom.engine.schedule.UserProfile;
import io.headroom.protocol.load.LoadResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares, warms the target up, drives the load, and makes the result of it.
 *
 * <p>Invariant: one thread performs; any other may stop it. The engine forgets a stop that comes between two of its calls, so what was wanted is kept here,
 * too, and said again whenever the engine calls back.
 */
public final class LoadTestRun {

    /** Trace ids tell the warm-up from the load by it. */
    private static final int WARM_UP_STEP = 0;

    private static final int LOAD_STEP = 1;

    private final LoadTest test;
    private final Surroundings surroundings;
    private volatile boolean stopWanted;
    private volatile @Nullable LoadSession session;

    /**
     * @param quiet whether nothing is shown while it goes on
     * @param everyLatency whether service and lag are kept for each second, too
     * @param headroom version of this program
     */
    public record Surroundings(
            Terminal terminal,
            InstantSource clock,
            LongSupplier nanoTime,
            boolean quiet,
            boolean everyLatency,
            String headroom) {}

    /**
     * What came out.
     *
     * @param intervals every latency, in the order of time; to be read once
     */
    public record Outcome(LoadResult result, Stream<Interval> intervals) {}

    public LoadTestRun(LoadTest test, Surroundings surroundings) {
        this.test = test;
        this.surroundings = surroundings;
    }

    /** Ends it within two seconds; what was measured until then is the result. */
    public void stop() {
        stopWanted = true;
        LoadSession open = session;
        if (open != null) {
            open.stop();
        }
    }

    /** Throws {@link CommandFailure} if there is nothing to measure: the target cannot be reached, or the set-up fails. */
    public Outcome perform() {
        try (LoadSession open = LoadSession.open(test.scenario(), test.target(), test.settings())) {
            session = open;
            Preparation ready = open.prepare(this::preparing);
            requireGoingOn();
            progressDone();
            ready.warnings().forEach(warning -> surroundings.terminal().say("! " + warning));
            tell(conversion(ready.requestsPerJourney()));
            warmUp(open);
            requireGoingOn();
            return drive(open, ready);
        } catch (SessionException failure) {
            progressDone();
            throw stopWanted ? interrupted() : EngineFailure.of(failure);
        } finally {
            session = null;
        }
    }

    /** The document of a test that {@link #perform} could not begin. */
    public LoadResult unmeasured(CommandFailure failure, Instant began) {
        return UnbegunLoad.of(
                test, new Course(began, surroundings.clock().instant(), 0, surroundings.headroom()), failure);
    }

    private Outcome drive(LoadSession open, Preparation ready) throws SessionException {
        var measured = new Measurements(test.load().duration(), surroundings.everyLatency());
        var live = new LiveLine(test.load());
        Instant started = surroundings.clock().instant();
        long began = surroundings.nanoTime().getAsLong();
        DriveReport report = open.drive(new Drive(LOAD_STEP, test.load(), test.drain()), deltas -> {
            measured.add(deltas);
            progress(live.of(deltas, (surroundings.nanoTime().getAsLong() - began) / 1e9));
            repeatStop();
        });
        progressDone();
        var course = new Course(
                started, surroundings.clock().instant(), ready.requestsPerJourney(), surroundings.headroom());
        return new Outcome(new ResultAssembly(test, course, measured, report).result(), measured.intervals());
    }

    private void warmUp(LoadSession open) throws SessionException {
        if (test.warmUp().isZero()) {
            return;
        }
        progress("▸ warming the target up for " + Figures.duration(test.warmUp().toMillis() / 1e3));
        open.drive(
                new Drive(WARM_UP_STEP, beginning(test.load(), test.warmUp()), test.drain()), unused -> repeatStop());
        progressDone();
    }

    /** The load's first level, held; where it begins at nothing, the mean of its first stretch. */
    static Load beginning(Load load, Duration duration) {
        return switch (load) {
            case Load.Open open ->
                new Load.Open(
                        RateProfile.constant(first(open.requestsPerSecond().segments()), duration));
            case Load.Closed closed ->
                new Load.Closed(
                        UserProfile.constant(
                                (int) Math.ceil(first(closed.users().segments())), duration),
                        closed.pause());
        };
    }

    private static double first(List<Segment> segments) {
        Segment loaded = segments.stream()
                .filter(segment -> segment.from() + segment.to() > 0)
                .findFirst()
                .orElse(segments.getFirst());
        return loaded.from() > 0 ? loaded.from() : (loaded.from() + loaded.to()) / 2;
    }

    private String conversion(double requestsPerJourney) {
        return switch (test.load()) {
            case Load.Open open -> {
                double mean = open.requestsPerSecond().mean();
                yield String.format(
                        Locale.ROOT,
                        "%s requests/s%s = %s journeys/s: %.1f requests per journey",
                        Figures.number(mean),
                        open.requestsPerSecond().segments().size() > 1 ? " on average" : "",
                        Figures.number(mean / requestsPerJourney),
                        requestsPerJourney);
            }
            case Load.Closed closed ->
                String.format(
                        Locale.ROOT,
                        "up to %s users: %.1f requests per journey",
                        Figures.number(closed.users().most()),
                        requestsPerJourney);
        };
    }

    private void preparing(String words) {
        progress("▸ " + words);
        repeatStop();
    }

    private void repeatStop() {
        if (stopWanted) {
            stop();
        }
    }

    private void requireGoingOn() {
        if (stopWanted) {
            progressDone();
            throw interrupted();
        }
    }

    private static CommandFailure interrupted() {
        return new CommandFailure(ExitCode.INTERRUPTED, "Interrupted before anything was measured.");
    }

    private void progress(String line) {
        if (!surroundings.quiet()) {
            surroundings.terminal().progress(line);
        }
    }

    private void progressDone() {
        surroundings.terminal().progressDone();
    }

    private void tell(String line) {
        if (!surroundings.quiet()) {
            surroundings.terminal().say(line);
        }
    }
}
