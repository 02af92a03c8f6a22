package io.headroom.platform.run;

import io.headroom.platform.run.Stage.Outcome;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.time.Instant;
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
 * RUNNING      (taken over)   no                       FAILED: the platform ended during it
 * RUNNING      (taken over)   yes                      performed again, it is idempotent
 * PENDING      good           any                      performed
 * PENDING      to measure on  any                      performed
 * PENDING      ended          no                       SKIPPED
 * PENDING      ended          yes                      performed
 * </pre>
 *
 * <p>A run that is taken over has failed, unless nothing but putting back was left of it: its measuring stages are never performed by another
 * platform than the one that began them.
 *
 * <p>Invariant: only this driver's thread moves the run on; {@link #stop}, {@link #lose} and {@link #leave} touch nothing but the reason and that
 * thread's interruption, and that only while a stage that may be stopped is being performed.
 */
final class RunDriver implements RunContext {

    private static final Logger LOG = Logger.getLogger(RunDriver.class);

    private final List<Stage> stages;
    private final RunRecord record;
    private final Thread thread;

    private Conclusion conclusion;
    private boolean ended;
    private @Nullable Thread performing;
    private @Nullable Conclusion stopped;
    private boolean anothers;
    private volatile int current;

    private RunDriver(List<Stage> stages, RunRecord record, Conclusion conclusion) {
        this.stages = stages;
        this.record = record;
        this.conclusion = conclusion;
        this.ended = conclusion.fault().isPresent();
        this.thread = Thread.ofPlatform().name("run " + record.view().id()).unstarted(this::drive);
    }

    /** For a run that has just been created. */
    static RunDriver beginning(List<Stage> stages, RunRecord record) {
        return new RunDriver(stages, record, Conclusion.passed("everything asked was measured"));
    }

    /** For a run that another platform left. */
    static RunDriver takingOver(List<Stage> stages, RunRecord record) {
        return new RunDriver(stages, record, Abandoned.conclusion(record.view(), stages));
    }

    void start() {
        thread.start();
    }

    void join(Duration limit) throws InterruptedException {
        thread.join(limit);
    }

    /** Ends the run early: what is under way is stopped, everything is put back. */
    void stop(String reason) {
        end(Conclusion.failed(Fault.USER, reason));
    }

    /** The same, since this platform was not sure to own the run for a while. */
    void lose(String reason) {
        end(Conclusion.failed(Fault.PLATFORM, reason));
    }

    private synchronized void end(Conclusion reason) {
        if (stopped == null) {
            stopped = reason;
        }
        if (performing != null) {
            performing.interrupt();
        }
    }

    /** Another platform drives the run now: what is under way is stopped, and nothing is put back or written here. */
    void leave(String reason) {
        synchronized (this) {
            anothers = true;
        }
        record.leave();
        lose(reason);
    }

    private synchronized boolean isAnothers() {
        return anothers;
    }

    private void drive() {
        for (int ordinal = 0; ordinal < stages.size(); ordinal++) {
            current = ordinal;
            Stage stage = stages.get(ordinal);
            if (isAnothers()) {
                stages.forEach(Stage::letGo);
                return;
            }
            switch (view().stages().get(ordinal).state()) {
                case DONE, SKIPPED, FAILED -> {}
                case RUNNING -> takeOver(stage);
                case PENDING -> begin(stage);
            }
        }
        if (!isAnothers()) {
            record.finish(conclusion());
        }
    }

    private void takeOver(Stage stage) {
        if (stage.always()) {
            perform(stage);
        } else {
            record.mark(current, StageState.FAILED, conclusion.reason());
        }
    }

    private void begin(Stage stage) {
        if (stage.always() || !isEnded()) {
            perform(stage);
        } else {
            record.mark(current, StageState.SKIPPED, null);
        }
    }

    private void perform(Stage stage) {
        record.mark(current, StageState.RUNNING, null);
        try {
            Outcome outcome = stage.always() ? stage.perform(this) : performInterruptibly(stage);
            outcome.output().ifPresent(this::keep);
            record.mark(current, StageState.DONE, outcome.message());
        } catch (StageFailure failure) {
            failure.output().ifPresent(this::keep);
            fail(failure);
        } catch (InterruptedException interrupted) {
            Conclusion why = stopped().orElseThrow();
            fail(new StageFailure(why.verdict(), why.fault().orElseThrow(), why.reason(), Optional.empty()));
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "run %s: stage %s", run(), stage.name());
            fail(StageFailure.failed(
                    Fault.PLATFORM,
                    "stage '" + stage.name() + "' broke on a defect of Headroom's: " + describe(defect)));
        }
        noticeLostJournal(stage);
    }

    private Outcome performInterruptibly(Stage stage) throws StageFailure, InterruptedException {
        synchronized (this) {
            if (stopped != null) {
                throw new InterruptedException();
            }
            performing = Thread.currentThread();
        }
        try {
            return stage.perform(this);
        } catch (RuntimeException brokenByStop) {
            if (stopped().isPresent()) {
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
        conclude(Conclusion.of(failure), failure.isEnding());
        record.mark(current, StageState.FAILED, failure.sentence());
    }

    private void noticeLostJournal(Stage stage) {
        if (record.isJournalLost()) {
            conclude(
                    Conclusion.failed(
                            Fault.PLATFORM, "the platform's PostgreSQL was lost during stage '" + stage.name() + "'"),
                    true);
        }
    }

    /** The first cause is the reason; what fails after it is its consequence. Only what stayed open yields to what failed for certain. */
    private synchronized void conclude(Conclusion failed, boolean ending) {
        if (conclusion.fault().isEmpty()
                || conclusion.verdict() == Verdict.INCONCLUSIVE && failed.verdict() == Verdict.FAILED) {
            conclusion = failed;
        }
        ended |= ending;
    }

    private synchronized boolean isEnded() {
        return ended || stopped != null;
    }

    private synchronized Optional<Conclusion> stopped() {
        return Optional.ofNullable(stopped);
    }

    RunView view() {
        return record.view();
    }

    RunRecord record() {
        return record;
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
    public boolean has(String stage) {
        return stages.stream().anyMatch(one -> one.name().equals(stage));
    }

    @Override
    public <T> Optional<T> output(String stage, Class<T> type) {
        return record.output(ordinalOf(stage), type);
    }

    @Override
    public void keep(Object output) {
        record.keep(current, output);
    }

    @Override
    public void publish(EventOf event) {
        record.events().publish(event);
    }

    @Override
    public void doing(String text) {
        String stage = stages.get(current).name();
        publish((sequence, at) -> new RunEvent.StageChanged(sequence, at, stage, StageState.RUNNING, text));
    }

    @Override
    public void note(Severity severity, String text) {
        LOG.infof("run %s: %s", run(), text);
        publish((sequence, at) -> new RunEvent.Note(sequence, at, severity, text));
    }

    @Override
    public List<RunEvent.Note> notes() {
        return record.events().all().stream()
                .filter(RunEvent.Note.class::isInstance)
                .map(RunEvent.Note.class::cast)
                .toList();
    }

    @Override
    public synchronized Conclusion conclusion() {
        if (conclusion.fault().isEmpty() && stopped != null) {
            conclusion = stopped;
        }
        return conclusion;
    }

    @Override
    public synchronized void found(String sentence) {
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
