package io.headroom.platform.run;

import io.headroom.platform.run.RunContext.EventOf;
import io.headroom.protocol.run.RunEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The events of one run that is under way, in order, for the journal and for everybody who watches.
 *
 * <p>Invariant: an event gets its sequence, its place in memory and its delivery under one lock, so every watcher sees every event once and in
 * order, whenever it joined. Watching never waits for the database: events are flushed to it in batches, and kept here until they are.
 */
final class RunEvents {

    private static final Logger LOG = Logger.getLogger(RunEvents.class);

    private final String run;
    private final RunJournal journal;
    private final Clock clock;
    private final List<RunEvent> events;
    private final List<MultiEmitter<? super RunEvent>> watchers = new CopyOnWriteArrayList<>();
    private final ReentrantLock flushing = new ReentrantLock();
    private int flushed;
    private boolean ended;

    RunEvents(String run, RunJournal journal, Clock clock, List<RunEvent> earlier) {
        this.run = run;
        this.journal = journal;
        this.clock = clock;
        this.events = new ArrayList<>(earlier);
        this.flushed = earlier.size();
    }

    synchronized void publish(EventOf event) {
        RunEvent placed = event.at(events.size() + 1L, clock.instant());
        events.add(placed);
        watchers.forEach(watcher -> watcher.emit(placed));
    }

    synchronized List<RunEvent> all() {
        return List.copyOf(events);
    }

    Multi<RunEvent> watch(long afterSequence) {
        return Multi.createFrom().emitter(emitter -> join(emitter, afterSequence));
    }

    private synchronized void join(MultiEmitter<? super RunEvent> emitter, long afterSequence) {
        events.stream().filter(event -> event.sequence() > afterSequence).forEach(emitter::emit);
        if (ended) {
            emitter.complete();
            return;
        }
        watchers.add(emitter);
        emitter.onTermination(() -> watchers.remove(emitter));
    }

    /**
     * Commits what is not committed yet, one caller at a time. A database that is away keeps nobody waiting: the next flush brings it all.
     */
    void flush() {
        flushing.lock();
        try {
            List<RunEvent> batch = unflushed();
            if (!batch.isEmpty()) {
                journal.append(run, batch);
                flushed += batch.size();
            }
        } catch (RuntimeException away) {
            LOG.warnf("events of run %s are not in the database yet: %s", run, away.getMessage());
        } finally {
            flushing.unlock();
        }
    }

    private synchronized List<RunEvent> unflushed() {
        return List.copyOf(events.subList(flushed, events.size()));
    }

    synchronized void end() {
        ended = true;
        watchers.forEach(MultiEmitter::complete);
        watchers.clear();
    }
}
