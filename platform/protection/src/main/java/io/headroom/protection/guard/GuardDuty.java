package io.headroom.protection.guard;

import io.headroom.protection.FileJournal;
import io.headroom.protection.ProtectionState;
import io.headroom.protection.RelaxRestore;
import io.headroom.protection.Relaxation;
import io.headroom.protection.StaleRelaxationException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One guard's work over one file journal: looks, and restores what is due, again and again until it is closed. It ends
 * when nothing has been open for a while.
 */
final class GuardDuty {
    private final FileJournal journal;
    private final GuardFolder folder;
    private final RelaxRestore protocol;
    private final Patience patience;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<String> log;
    private final Watch watch;
    private final Map<String, Long> nextAttemptNanosById = new HashMap<>();
    private long lastBusyNanos;

    /** @param world what it tells the time by, and whom it tells what it does */
    GuardDuty(FileJournal journal, GuardFolder folder, RelaxRestore protocol, Patience patience, World world) {
        this.journal = journal;
        this.folder = folder;
        this.protocol = protocol;
        this.patience = patience;
        this.clock = world.clock();
        this.nanoTime = world.nanoTime();
        this.log = world.log();
        this.watch = new Watch(patience.silenceMax(), nanoTime.getAsLong());
        this.lastBusyNanos = nanoTime.getAsLong();
    }

    record World(Clock clock, LongSupplier nanoTime, Consumer<String> log) {}

    /** @return whether the duty goes on */
    boolean look() throws IOException, InterruptedException {
        long now = nanoTime.getAsLong();
        var open = journal.open().stream()
                .filter(relaxation -> !isBeyondHelp(relaxation))
                .toList();
        if (!open.isEmpty()) {
            lastBusyNanos = now;
        } else if (now - lastBusyNanos >= patience.idleMax().toNanos()) {
            return false;
        }
        watch.heartbeat(folder.heartbeat(), now);
        folder.report(new GuardFolder.Report(
                ProcessHandle.current().pid(),
                clock.instant(),
                open.stream().map(Relaxation::id).toList()));
        for (var relaxation : open) {
            var reason = watch.due(relaxation, now, clock.instant());
            if (reason.isPresent() && isItsTurn(relaxation, now)) {
                restore(relaxation, reason.get());
            }
        }
        return true;
    }

    /**
     * Long after its deadline a target that is not there has nothing for a guard to do: a narrow opening has ended by
     * itself, and a wide one is the next platform's to find, as its record stays open.
     */
    private boolean isBeyondHelp(Relaxation relaxation) {
        var patienceAfter = switch (relaxation.extent()) {
            case NARROW -> Duration.ofMinutes(1);
            case WIDE -> Duration.ofHours(24);
        };
        return relaxation.state() == ProtectionState.RESTORE_FAILED
                && clock.instant().isAfter(relaxation.deadline().plus(patienceAfter));
    }

    private boolean isItsTurn(Relaxation relaxation, long nowNanos) {
        return nowNanos - nextAttemptNanosById.getOrDefault(relaxation.id(), nowNanos) >= 0;
    }

    /** With an epoch above its owner's: whoever comes back late does not go on opening. */
    private void restore(Relaxation relaxation, Watch.Reason reason) throws InterruptedException {
        log.accept("Restoring " + relaxation.id() + ", as " + reason + ".");
        try {
            var after = protocol.restore(relaxation.id(), relaxation.epoch() + 1);
            log.accept(relaxation.id() + " is " + after.state() + ". " + after.message());
            nextAttemptNanosById.put(
                    relaxation.id(), nanoTime.getAsLong() + after.retryAfter().toNanos());
        } catch (StaleRelaxationException moved) {
            log.accept(String.valueOf(moved.getMessage()));
        } catch (RuntimeException failure) {
            log.accept(relaxation.id() + " could not be restored yet: " + failure);
        }
    }
}
