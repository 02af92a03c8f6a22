package io.headroom.platform.telemetry;

import io.headroom.telemetry.assembly.AssemblyLimits;
import io.headroom.telemetry.assembly.TraceAssembly;
import io.headroom.telemetry.figures.TracedSteps;
import io.headroom.telemetry.otlp.OtlpLimits;
import io.headroom.telemetry.otlp.OtlpReceiver;
import io.headroom.telemetry.resource.ResourceLimits;
import io.headroom.telemetry.resource.ResourceSteps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The door to what services say of the requests that are sent to them. While a run goes on its figures grow in memory; they go to the database some
 * seconds after each load step, and once more at the end.
 */
@ApplicationScoped
public class Telemetry {

    private static final Logger LOG = Logger.getLogger(Telemetry.class);

    /** Traces become quiet, and processes send metrics within so long after a step. */
    private static final Duration ALL_IN = AssemblyLimits.STANDARD.quiet().plusSeconds(4);

    private final TracedStepStore store;
    private final Clock clock;
    private final OtlpSettings settings;
    private final TracedSteps steps = new TracedSteps(SplittableRandom::new);
    private final TraceAssembly assembly = new TraceAssembly(
            AssemblyLimits.within(Runtime.getRuntime().maxMemory()), System::nanoTime, steps::expects, steps::add);
    private final ResourceSteps resources = new ResourceSteps(ResourceLimits.STANDARD);
    private final OtlpReceiver receiver = new OtlpReceiver(OtlpLimits.STANDARD, assembly::add, resources::add);
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Queue<EndedStep> ended = new ConcurrentLinkedQueue<>();
    /** Held from the reading of figures until they are in the database, so that no older ones replace newer. */
    private final ReentrantLock keeping = new ReentrantLock();

    Telemetry(TracedStepStore store, Clock clock, OtlpSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        settings.expect().ifPresent(session -> expect(session, session));
    }

    /** A load step whose traces may still be under way. */
    private record EndedStep(String run, String session, int step, Instant at) {}

    /** From now on traces of this session of an agent count as this run's. */
    public void expect(String run, String session) {
        sessions.put(run, session);
        steps.expect(session);
    }

    /** The session begins to drive this load step: metrics read from now on are its own. */
    public void stepBegins(String session, int step) {
        if (sessions.containsValue(session)) {
            resources.begin(session, step, nanos(clock.instant()));
        }
    }

    /** Nothing is sent any more; figures of the step go to the database once everything about it can have come. */
    public void stepEnds(String session, int step) {
        Instant now = clock.instant();
        resources.end(session, step, nanos(now));
        sessions.forEach((run, known) -> {
            if (known.equals(session)) {
                ended.add(new EndedStep(run, session, step, now));
            }
        });
    }

    /** The run measures no more: what its traces and metrics add up to goes to the database. */
    public void settle(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return;
        }
        assembly.flush();
        keeping.lock();
        try {
            keepAll(run, session);
        } finally {
            keeping.unlock();
        }
        sessions.remove(run);
        steps.forget(session);
        resources.forget(session);
    }

    private void keepAll(String run, String session) {
        ended.removeIf(step -> step.run().equals(run));
        MeasuredSteps measured = measured(session);
        for (int step : measured.numbers()) {
            if (!keep(run, step, measured)) {
                break;
            }
        }
    }

    /** The run's load steps that have traces or metrics, in their order. */
    public List<StepView> steps(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return store.steps(run);
        }
        MeasuredSteps measured = measured(session);
        return measured.numbers().stream().map(measured::view).toList();
    }

    /** Empty if no trace of this step came. */
    Optional<List<TraceView>> traces(String run, int step) {
        String session = sessions.get(run);
        return session == null
                ? store.traces(run, step)
                : steps.figures(session, step).map(TraceView::all);
    }

    private MeasuredSteps measured(String session) {
        return new MeasuredSteps(steps.all(session), resources.all(session));
    }

    private boolean keep(String run, int step, MeasuredSteps measured) {
        Optional<String> refused = store.keep(run, measured.view(step), measured.traces(step));
        refused.ifPresent(why -> LOG.warnf("the traces of run %s cannot be kept: %s", run, why));
        return refused.isEmpty();
    }

    /** All traces of the run that are kept whole, step by step, in short. */
    List<TraceSummary> summaries(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return store.traces(run);
        }
        return steps.all(session).entrySet().stream()
                .flatMap(step -> TraceSummary.of(step.getKey(), TraceView.all(step.getValue())).stream())
                .toList();
    }

    OtlpReceiver receiver() {
        return receiver;
    }

    IntakeView intake(Forwarding.Counts forwarding) {
        return new IntakeView(
                receiver.counts().all(),
                assembly.counts(),
                resources.counts(),
                forwarding,
                steps.unexpected(),
                steps.preparing(),
                steps.rootless());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        assembly.look();
        keepEnded(clock.instant().minus(ALL_IN));
    }

    /** What is older than the setting says is deleted. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void removeOld() {
        Instant before = clock.instant().minus(Duration.ofDays(settings.retentionDays()));
        int removed = store.removeOfRunsBefore(before);
        if (removed > 0) {
            LOG.infof(
                    "removed figures and traces of %d load steps of runs older than %d days",
                    removed, settings.retentionDays());
        }
    }

    /** A platform that dies takes with it only what came after. */
    private void keepEnded(Instant before) {
        keeping.lock();
        try {
            for (EndedStep next = ended.peek(); next != null && !next.at().isAfter(before); next = ended.peek()) {
                ended.remove(next);
                MeasuredSteps measured = measured(next.session());
                if (measured.numbers().contains(next.step())) {
                    keep(next.run(), next.step(), measured);
                }
            }
        } finally {
            keeping.unlock();
        }
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
