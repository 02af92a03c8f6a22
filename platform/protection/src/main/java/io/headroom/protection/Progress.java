package io.headroom.protection;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * Moves one relaxation on for one owner: each step is committed before this returns.
 *
 * @param epoch the owner's fencing number
 */
record Progress(WriteAhead journal, Clock clock, long epoch) {
    Relaxation commit(Relaxation relaxation, ProtectionEvent event, Consumer<Relaxation.Edit> change) {
        var next = relaxation.after(event, clock.instant(), change.andThen(edit -> edit.epoch = epoch));
        journal.commit(next, relaxation.state());
        return next;
    }

    Relaxation commit(Relaxation relaxation, ProtectionEvent event) {
        return commit(relaxation, event, edit -> {});
    }

    /** Writes down why it does not go on from here. */
    Relaxation note(Relaxation relaxation, String message) {
        return commitInPlace(relaxation, edit -> edit.message = message);
    }

    /** A change that is no step of the protocol. */
    Relaxation commitInPlace(Relaxation relaxation, Consumer<Relaxation.Edit> change) {
        var next = relaxation.edited(change.andThen(edit -> edit.epoch = epoch));
        journal.commit(next, relaxation.state());
        return next;
    }
}
