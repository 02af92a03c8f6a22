package io.headroom.platform.run;

import io.headroom.platform.run.Stage.Outcome;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run through its stages, from wherever it stands to its end.
 *
 * <pre>
 * stage row    run so far     stage runs always     →  what happens
 * DONE         any            any                      kept as it is
 * RUNNING      (taken over)   no                       FAILED: the platform died during it
 * RUNNING      (taken over)   yes                      performed again, it is idempotent
 * PENDING      good           any                      performed
 * PENDING      failed         no                       SKIPPED
 * PENDING      failed         yes                      performed
 * </pre>
 *
 * <p>Invariant: only this driver's thread writes the run's rows; {@link #stop} touches nothing but the flag and that thread's interruption, and
 * that only while a stage that may be stopped is being performed.
 */
final class RunDriver implements RunContext {

    private static final Logger LOG = Logger.getLogger(RunDriver.class);

    private final List<Stage> stages;
    private final RunJournal journal;
    private final RunOutputs outputs;
    private final RunEvents events;
    private final Clock clock;
    private final Thread thread;

    private RunView view;
    private Conclusion conclusion = Conclusion.passed("everything asked was measured");
    private @Nullable Thread performing;
    private @Nullable String stopReason;
    private volatile int current;

    RunDriver(RunView view, List<Stage> stages, RunJournal journal, RunOutputs outputs, RunEvents events, Clock clock) {
        this.view = view;
        this.stages = stages;
        this.journal = journal;
        this.outputs = outputs;
        this.events = events;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("run " + view.id()).unstarted(this::drive);
    }

    void start() {
        thread.start();
    }

    void join(java.time.Duration limit) throws InterruptedException {
        thread.join(limit);
    }

    /** Ends the run early: what is under way is stopped, everything is put back. */
    synchronized void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
        if (performing != null) {
            performing.interrupt();
        }
    }

    private void drive() {
        for (int ordinal = 0; ordinal < stages.size(); ordinal++) {
            current = ordinal;
            Stage stage = stages.get(ordinal);
            switch (view.stages().get(ordinal).state()) {
                case DONE, SKIPPED, FAILED -> {}
                case RUNNING -> takeOver(stage);
                case PENDING -> begin(stage);
            }
        }
        finish();
    }

    private void takeOver(Stage stage) {
        if (stage.always()) {
            perform(stage);
            return;
        }
        StageFailure died = StageFailure.failed(
                Fault.PLATFORM,
                "the platform ended during stage '" + stage.name()
                        + "'; the next one restored and destroyed what was left");
        fail(died);
    }

    private void begin(Stage stage) {
        boolean good = conclusion.fault().isEmpty() && stopReason() == null;
        if (good || stage.always()) {
            perform(stage);
        } else {
            conclude();
            mark(StageState.SKIPPED, null);
        }
    }

    private void perform(Stage stage) {
        mark(StageState.RUNNING, null);
        try {
            Outcome outcome = stage.always() ? stage.perform(this) : performInterruptibly(stage);
            outcome.output().ifPresent(this::keep);
            mark(StageState.DONE, outcome.message());
        } catch (StageFailure failure) {
            failure.output().ifPresent(this::keep);
            fail(failure);
        } catch (InterruptedException stopped) {
            fail(StageFailure.failed(Fault.USER, String.valueOf(stopReason())));
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "run %s: stage %s", view.id(), stage.name());
            fail(StageFailure.failed(
                    Fault.PLATFORM,
                    "stage '" + stage.name() + "' broke on a defect of Headroom's: " + describe(defect)));
        }
    }

    private Outcome performInterruptibly(Stage stage) throws StageFailure, InterruptedException {
        synchronized (this) {
            if (stopReason != null) {
                throw new InterruptedException();
            }
            performing = Thread.currentThread();
        }
        try {
            return stage.perform(this);
        } catch (RuntimeException brokenByStop) {
            if (stopReason() != null) {
                throw new InterruptedException();
            }
            throw brokenByStop;
        } finally {
            synchronized (this) {
                performing = null;
                Thread.interrupted(); // a stop that came too late to interrupt anything must not hit the journal
            }
        }
    }

    private void fail(StageFailure failure) {
        if (conclusion.fault().isEmpty()) {
            conclusion = Conclusion.of(failure);
        }
        mark(StageState.FAILED, failure.sentence());
    }

    private void conclude() {
        String reason = stopReason();
        if (conclusion.fault().isEmpty() && reason != null) {
            conclusion = Conclusion.failed(Fault.USER, reason);
        }
    }

    private void mark(StageState state, @Nullable String message) {
        RunView.Stage before = view.stages().get(current);
        Instant now = clock.instant();
        boolean ends = state == StageState.DONE || state == StageState.FAILED;
        RunView.Stage after = new RunView.Stage(
                before.name(),
                state,
                state == StageState.RUNNING && before.started() == null ? now : before.started(),
                ends ? now : null,
                message);
        List<RunView.Stage> changed = new ArrayList<>(view.stages());
        changed.set(current, after);
        setView(view.state(), view.finished(), List.copyOf(changed));
        committed(() -> journal.stage(view, current));
        events.publish((sequence, at) -> new RunEvent.StageChanged(sequence, at, after.name(), state, message));
        events.flush();
    }

    private void finish() {
        conclude();
        setView(RunView.State.FINISHED, clock.instant(), view.stages());
        committed(() -> journal.finish(view, outputs.result(view.id())));
        events.publish((sequence, at) -> new RunEvent.Finished(
                sequence,
                at,
                conclusion.verdict(),
                conclusion.reason(),
                conclusion.fault().orElse(null)));
        events.flush();
        events.end();
    }

    /** A lost database must not keep anything open or standing: the run goes on in memory, and the next start settles its rows. */
    private void committed(Runnable write) {
        try {
            write.run();
        } catch (RunJournal.JournalLost lost) {
            LOG.errorf("run %s goes on without its journal: %s", view.id(), lost.getMessage());
            if (conclusion.fault().isEmpty()) {
                conclusion = Conclusion.failed(
                        Fault.PLATFORM,
                        "the platform's PostgreSQL was lost during stage '"
                                + stages.get(current).name() + "'");
            }
        }
    }

    private synchronized void setView(RunView.State state, @Nullable Instant finished, List<RunView.Stage> changed) {
        boolean over = state == RunView.State.FINISHED;
        view = new RunView(
                view.id(),
                view.request(),
                view.created(),
                finished,
                state,
                over ? conclusion.verdict() : null,
                over ? conclusion.reason() : null,
                over ? conclusion.fault().orElse(null) : null,
                changed);
    }

    synchronized RunView view() {
        return view;
    }

    private synchronized @Nullable String stopReason() {
        return stopReason;
    }

    RunEvents watched() {
        return events;
    }

    @Override
    public String run() {
        return view().id();
    }

    @Override
    public RunRequest request() {
        return view().request();
    }

    @Override
    public Instant created() {
        return view().created();
    }

    @Override
    public <T> Optional<T> output(String stage, Class<T> type) {
        return outputs.read(ordinalOf(stage), type);
    }

    @Override
    public void keep(Object output) {
        outputs.remember(current, output);
        committed(() -> outputs.store(view().id(), current));
    }

    @Override
    public void publish(EventOf event) {
        events.publish(event);
    }

    @Override
    public void doing(String text) {
        String stage = stages.get(current).name();
        events.publish((sequence, at) -> new RunEvent.StageChanged(sequence, at, stage, StageState.RUNNING, text));
    }

    @Override
    public void note(Severity severity, String text) {
        LOG.infof("run %s: %s", view().id(), text);
        events.publish((sequence, at) -> new RunEvent.Note(sequence, at, severity, text));
    }

    @Override
    public List<RunEvent.Note> notes() {
        return events.all().stream()
                .filter(RunEvent.Note.class::isInstance)
                .map(RunEvent.Note.class::cast)
                .toList();
    }

    @Override
    public Conclusion conclusion() {
        conclude();
        return conclusion;
    }

    @Override
    public void found(String sentence) {
        if (conclusion.fault().isEmpty()) {
            conclusion = Conclusion.passed(sentence);
        }
    }

    private int ordinalOf(String stage) {
        for (int ordinal = 0; ordinal < stages.size(); ordinal++) {
            if (stages.get(ordinal).name().equals(stage)) {
                return ordinal;
            }
        }
        throw new IllegalArgumentException("this run has no stage '" + stage + "'");
    }

    private static String describe(Throwable defect) {
        String message = defect.getMessage();
        return defect.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
