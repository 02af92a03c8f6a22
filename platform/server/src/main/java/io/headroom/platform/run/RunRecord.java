package io.headroom.platform.run;

import io.headroom.protocol.run.RunEvent;
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
 * A run as it stands: in memory for whoever looks, and in the journal for whoever takes it over.
 *
 * <p>A journal that refuses a write must not keep anything open or standing. From then on the run goes on in memory alone; only its end is
 * tried once more, and the next start of the platform settles what the journal still holds.
 */
final class RunRecord {

    private static final Logger LOG = Logger.getLogger(RunRecord.class);

    private final RunJournal journal;
    private final RunOutputs outputs;
    private final RunEvents events;
    private final Clock clock;
    private RunView view;
    private boolean journalLost;
    private boolean anothers;

    RunRecord(RunView view, RunJournal journal, RunOutputs outputs, RunEvents events, Clock clock) {
        this.view = view;
        this.journal = journal;
        this.outputs = outputs;
        this.events = events;
        this.clock = clock;
    }

    synchronized RunView view() {
        return view;
    }

    RunEvents events() {
        return events;
    }

    /** Whether the journal has refused a write. */
    synchronized boolean isJournalLost() {
        return journalLost;
    }

    /** Another platform writes the run's journal now: nothing more is written here, and whoever watches here has seen all there is to see. */
    void leave() {
        synchronized (this) {
            anothers = true;
        }
        events.end();
    }

    private synchronized boolean isWritable() {
        return !journalLost && !anothers;
    }

    /** The result document as JSON, once a stage has left it. */
    Optional<String> result() {
        return outputs.result();
    }

    void mark(int ordinal, StageState state, @Nullable String message) {
        RunView.Stage after = change(ordinal, state, message);
        write(() -> journal.stage(view(), ordinal));
        events.publish((sequence, at) -> new RunEvent.StageChanged(sequence, at, after.name(), state, message));
        flush();
    }

    void keep(int ordinal, Object output) {
        outputs.remember(ordinal, output);
        write(() -> outputs.store(ordinal));
    }

    <T> Optional<T> output(int ordinal, Class<T> type) {
        return outputs.read(ordinal, type);
    }

    void finish(Conclusion conclusion) {
        RunView finished = finished(conclusion);
        try {
            journal.finish(finished, outputs.result());
        } catch (RuntimeException refused) {
            refused(refused);
        }
        events.publish((sequence, at) -> new RunEvent.Finished(
                sequence,
                at,
                conclusion.verdict(),
                conclusion.reason(),
                conclusion.fault().orElse(null)));
        flush();
        events.end();
    }

    private synchronized RunView.Stage change(int ordinal, StageState state, @Nullable String message) {
        RunView.Stage before = view.stages().get(ordinal);
        Instant now = clock.instant();
        boolean begins = state == StageState.RUNNING && before.started() == null;
        boolean ends = state == StageState.DONE || state == StageState.FAILED;
        RunView.Stage after =
                new RunView.Stage(before.name(), state, begins ? now : before.started(), ends ? now : null, message);
        List<RunView.Stage> stages = new ArrayList<>(view.stages());
        stages.set(ordinal, after);
        view = new RunView(
                view.id(), view.request(), view.created(), null, view.state(), null, null, null, List.copyOf(stages));
        return after;
    }

    private synchronized RunView finished(Conclusion conclusion) {
        view = new RunView(
                view.id(),
                view.request(),
                view.created(),
                clock.instant(),
                RunView.State.FINISHED,
                conclusion.verdict(),
                conclusion.reason(),
                conclusion.fault().orElse(null),
                view.stages());
        return view;
    }

    private void write(Runnable write) {
        if (!isWritable()) {
            return;
        }
        try {
            write.run();
        } catch (RuntimeException refused) {
            refused(refused);
        }
    }

    private void flush() {
        if (isWritable()) {
            events.flush();
        }
    }

    private synchronized void refused(RuntimeException refused) {
        journalLost = true;
        LOG.errorf("run %s goes on without its journal: %s", view.id(), refused.getMessage());
    }
}
