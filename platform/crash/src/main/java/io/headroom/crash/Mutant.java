package io.headroom.crash;

import io.headroom.crash.Crash.Successor;
import io.headroom.protection.Extent;
import java.util.Locale;

/** A way in which the protocol is broken on purpose; the crash beside it must show it. */
enum Mutant {
    /** The record of RELAX_INTENT is kept back until the target has opened. */
    NO_WRITE_AHEAD(KillPoint.BEFORE_RELAXED, Fault.SIGKILL),
    /** The copy outside the database lies where nobody looks. */
    NO_COPY(KillPoint.MID_RUN, Fault.DATABASE_GONE),
    /** Whoever writes the record wins. */
    NO_FENCING(KillPoint.BEFORE_RELAX_INTENT, Fault.SIGSTOP),
    /** The guard is said to stand, and does not. */
    NO_GUARD(KillPoint.MID_RUN, Fault.DATABASE_GONE),
    /** The exemption ends in ten years. */
    NO_EXPIRY(KillPoint.MID_RUN, Fault.EVERYTHING_DEAD),
    /** A request to relax that may be under way is not stopped by restoring. */
    NO_FENCE_AT_THE_TARGET(KillPoint.RELAX_IN_FLIGHT, Fault.SIGSTOP),
    /** The target's version is not compared. */
    NO_COMPARE_AND_SET(KillPoint.RELAX_IN_FLIGHT, Fault.SIGSTOP),
    /** A lost answer counts as nothing done. */
    NO_ANSWER_MEANS_NOTHING_DONE(KillPoint.AFTER_RELAX_INTENT, Fault.ANSWER_LOST),
    /** One attempt to restore, and then it is called done. */
    GIVES_UP(KillPoint.MID_RUN, Fault.TARGET_BLACK_HOLED),
    /** Nobody looks for what a dead owner left. */
    NO_SWEEP(KillPoint.MID_RUN, Fault.SIGKILL),
    /** The rule is put back as it was, whatever somebody else did. */
    RESTORES_THE_SNAPSHOT(KillPoint.MID_RUN, Fault.FOREIGN_EDIT),
    /** A lease is taken for good. */
    NO_END_OF_LEASE(KillPoint.MID_RUN, Fault.SIGKILL);

    private final KillPoint point;
    private final Fault fault;

    Mutant(KillPoint point, Fault fault) {
        this.point = point;
        this.fault = fault;
    }

    /** The crash that must show it; for everybody, or for the agents alone where only those openings end or are fenced. */
    Crash crash(int number) {
        var extent = this == NO_EXPIRY || this == GIVES_UP || fault == Fault.SIGSTOP ? Extent.NARROW : Extent.WIDE;
        var successor = fault == Fault.SIGSTOP || this == NO_END_OF_LEASE ? Successor.REPLICA : Successor.RESTART;
        return new Crash(number, 1, point, fault, extent, successor);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
