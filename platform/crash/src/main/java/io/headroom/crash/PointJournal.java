package io.headroom.crash;

import io.headroom.protection.ProtectionState;
import io.headroom.protection.Relaxation;
import io.headroom.protection.RelaxationJournal;
import java.util.List;
import java.util.Optional;

/** Passes the points before and after each arrow; and is the broken journal of a mutant. */
final class PointJournal implements RelaxationJournal {
    private final RelaxationJournal journal;
    private final Points points;
    private final BrokenRows broken;
    private volatile ProtectionState last = ProtectionState.PLANNED;

    /** How a mutant writes rows. */
    interface BrokenRows {
        /** @return whether it did it its own way */
        boolean advance(Relaxation next);
    }

    PointJournal(RelaxationJournal journal, Points points, BrokenRows broken) {
        this.journal = journal;
        this.points = points;
        this.broken = broken;
    }

    /** The state that was committed last. */
    ProtectionState last() {
        return last;
    }

    @Override
    public void insert(Relaxation relaxation) {
        journal.insert(relaxation);
    }

    @Override
    public void advance(Relaxation next, ProtectionState from) {
        var arrow = next.state() != from && isArrow(next.state());
        if (arrow) {
            points.reach(KillPoint.before(next.state()));
        }
        if (!broken.advance(next)) {
            journal.advance(next, from);
        }
        last = next.state();
        if (arrow) {
            points.reach(KillPoint.after(next.state()));
        }
    }

    private static boolean isArrow(ProtectionState to) {
        return switch (to) {
            case PLANNED, CONFLICT, RESTORE_FAILED -> false;
            case SNAPSHOTTED,
                    GUARD_ARMED,
                    RELAX_INTENT,
                    RELAXED,
                    VERIFIED_OPEN,
                    RESTORE_INTENT,
                    RESTORED,
                    VERIFIED_CLOSED,
                    DISARMED -> true;
        };
    }

    @Override
    public Optional<Relaxation> find(String id) {
        return journal.find(id);
    }

    @Override
    public List<Relaxation> open() {
        return journal.open();
    }
}
