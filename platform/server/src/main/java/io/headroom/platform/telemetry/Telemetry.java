package io.headroom.platform.telemetry;

import io.headroom.telemetry.assembly.AssemblyLimits;
import io.headroom.telemetry.assembly.TraceAssembly;
import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.figures.TracedSteps;
import io.headroom.telemetry.otlp.OtlpLimits;
import io.headroom.telemetry.otlp.OtlpReceiver;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The door to what services say of the requests that are sent to them. While a run goes on its figures grow in memory; at its end they go to the database. They are
 * lost with a platform that dies before.
 */
@ApplicationScoped
public class Telemetry {

    private static final Logger LOG = Logger.getLogger(Telemetry.class);

    private final TracedStepStore store;
    private final TracedSteps steps = new TracedSteps(SplittableRandom::new);
    private final TraceAssembly assembly =
            new TraceAssembly(AssemblyLimits.STANDARD, System::nanoTime, steps::expects, steps::add);
    private final OtlpReceiver receiver = new OtlpReceiver(OtlpLimits.STANDARD, assembly::add, points -> {});
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    Telemetry(TracedStepStore store) {
        this.store = store;
    }

    /** From now on traces of this session of an agent count as this run's. */
    public void expect(String run, String session) {
        sessions.put(run, session);
        steps.expect(session);
    }

    /** The run measures no more: what its traces add up to goes to the database. */
    public void settle(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return;
        }
        assembly.flush();
        for (Map.Entry<Integer, StepFigures> step : steps.all(session).entrySet()) {
            StepView view = StepView.of(step.getKey(), step.getValue());
            Optional<String> refused = store.keep(run, view, traces(step.getValue()));
            if (refused.isPresent()) {
                LOG.warnf("the traces of run %s cannot be kept: %s", run, refused.get());
                break;
            }
        }
        sessions.remove(run);
        steps.forget(session);
    }

    /** The run's load steps that have traces, in their order. */
    List<StepView> steps(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return store.steps(run);
        }
        return steps.all(session).entrySet().stream()
                .map(step -> StepView.of(step.getKey(), step.getValue()))
                .toList();
    }

    /** Empty if no trace of this step came. */
    Optional<List<TraceView>> traces(String run, int step) {
        String session = sessions.get(run);
        return session == null
                ? store.traces(run, step)
                : steps.figures(session, step).map(Telemetry::traces);
    }

    /** All traces of the run that are kept whole, step by step, in short. */
    List<TraceSummary> summaries(String run) {
        String session = sessions.get(run);
        if (session == null) {
            return store.traces(run);
        }
        return steps.all(session).entrySet().stream()
                .flatMap(step -> TraceSummary.of(step.getKey(), traces(step.getValue())).stream())
                .toList();
    }

    OtlpReceiver receiver() {
        return receiver;
    }

    IntakeView intake() {
        return new IntakeView(
                receiver.counts().all(), assembly.counts(), steps.unexpected(), steps.preparing(), steps.rootless());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        assembly.look();
    }

    private static List<TraceView> traces(StepFigures figures) {
        return figures.exemplars().stream().map(TraceView::of).toList();
    }
}
