package io.headroom.agent.work;

import io.headroom.engine.Drive;
import io.headroom.engine.DriveReport;
import io.headroom.engine.EngineSettings;
import io.headroom.engine.Load;
import io.headroom.engine.LoadSession;
import io.headroom.engine.Preparation;
import io.headroom.engine.SessionException;
import io.headroom.engine.Target;
import io.headroom.engine.Totals;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioException;
import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.Segment;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engine's sessions that this agent holds, and what is done with them.
 *
 * <p>Invariant: one thread works; any thread may stop what a session does.
 */
final class Sessions implements AutoCloseable {

    private final Map<String, LoadSession> open = new ConcurrentHashMap<>();
    private final EngineSettings settings;
    private volatile boolean ending;

    Sessions(EngineSettings settings) {
        this.settings = settings;
    }

    /** Does one piece of work. Never throws for what the work itself may bring about: that is the result. */
    WorkResult perform(Work work, WorkReporter reporter) {
        try {
            return switch (work) {
                case Work.Prepare prepare -> prepare(prepare, reporter);
                case Work.Drive drive -> drive(drive, reporter);
                case Work.Release release -> release(release);
            };
        } catch (ScenarioException wrong) {
            return new WorkResult.Failed(Fault.USER, sentence(wrong));
        } catch (SessionException failure) {
            return new WorkResult.Failed(fault(failure), sentence(failure));
        } catch (RuntimeException unexpected) {
            return new WorkResult.Failed(Fault.PLATFORM, "The agent failed unexpectedly: " + unexpected + ".");
        }
    }

    /** Ends what the session is doing within two seconds. */
    void stop(String session) {
        LoadSession held = open.get(session);
        if (held != null) {
            held.stop();
        }
    }

    /** Ends everything, and lets nothing begin. */
    void end() {
        ending = true;
        open.values().forEach(LoadSession::stop);
    }

    private WorkResult prepare(Work.Prepare work, WorkReporter reporter) throws ScenarioException, SessionException {
        reporter.progress("compiling " + work.scenario().fileName());
        Work.ScenarioSource source = work.scenario();
        CompiledScenario scenario = CompiledScenario.compile(source.fileName(), source.text(), source.files());
        // A platform that repeats an order means the new one.
        close(open.remove(work.session()));
        LoadSession session = LoadSession.open(scenario, target(work.target()), settings(work));
        open.put(work.session(), session);
        try {
            if (ending) {
                throw new IllegalStateException("it is ending");
            }
            Preparation ready = session.prepare(reporter::progress);
            List<String> warnings = Stream.concat(scenario.hints().stream(), ready.warnings().stream())
                    .toList();
            return new WorkResult.Prepared(scenario.name(), ready.requestsPerJourney(), warnings);
        } catch (SessionException | RuntimeException failure) {
            close(open.remove(work.session()));
            throw failure;
        }
    }

    private WorkResult drive(Work.Drive work, WorkReporter reporter) throws SessionException {
        LoadSession session = open.get(work.session());
        if (session == null) {
            return new WorkResult.Failed(
                    Fault.PLATFORM,
                    "This agent holds no session %s: it must be prepared before it is driven."
                            .formatted(work.session()));
        }
        reporter.progress("driving step " + work.step());
        DriveReport report = session.drive(
                new Drive(work.step(), new Load.Open(profile(work)), Duration.ofMillis(work.drainMillis())),
                reporter::measured);
        return new WorkResult.Driven(
                report.kept().journeysPerSecond(),
                totals(report.totals()),
                FrameEncoding.health(report.health()),
                report.stopped());
    }

    private static RateProfile profile(Work.Drive work) {
        return new RateProfile(work.load().stream()
                .map(stretch -> new Segment(stretch.from(), stretch.to(), Duration.ofMillis(stretch.millis())))
                .toList());
    }

    private WorkResult release(Work.Release work) {
        close(open.remove(work.session()));
        return new WorkResult.Released();
    }

    private EngineSettings settings(Work.Prepare work) {
        return settings.withSeed(work.seed())
                .withWindow(Duration.ofMillis(work.windowMillis()))
                .withRun(work.session());
    }

    private static Target target(Work.Target target) {
        return new Target(URI.create(target.baseUrl()), target.headers(), Duration.ofMillis(target.timeoutMillis()));
    }

    private static WorkResult.Totals totals(Totals totals) {
        return new WorkResult.Totals(
                totals.offered(),
                totals.started(),
                totals.completed(),
                totals.errors(),
                totals.dropped(),
                totals.unfinished());
    }

    private static Fault fault(SessionException failure) {
        return switch (failure.fault()) {
            case USER -> Fault.USER;
            case TARGET -> Fault.TARGET;
            case PLATFORM -> Fault.PLATFORM;
            case RESOURCES -> Fault.RESOURCES;
        };
    }

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static void close(@Nullable LoadSession session) {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(LoadSession::close);
        open.clear();
    }
}
