package io.headroom.protection;

import static io.headroom.protection.ProtectionState.CONFLICT;
import static io.headroom.protection.ProtectionState.DISARMED;
import static io.headroom.protection.ProtectionState.GUARD_ARMED;
import static io.headroom.protection.ProtectionState.PLANNED;
import static io.headroom.protection.ProtectionState.RELAXED;
import static io.headroom.protection.ProtectionState.RELAX_INTENT;
import static io.headroom.protection.ProtectionState.RESTORED;
import static io.headroom.protection.ProtectionState.RESTORE_FAILED;
import static io.headroom.protection.ProtectionState.RESTORE_INTENT;
import static io.headroom.protection.ProtectionState.SNAPSHOTTED;
import static io.headroom.protection.ProtectionState.VERIFIED_CLOSED;
import static io.headroom.protection.ProtectionState.VERIFIED_OPEN;

import java.util.Set;

/**
 * What moves a relaxation on: all allowed transitions, in one place.
 *
 * <pre>
 * event                    from                                         to
 * ───────────────────────  ───────────────────────────────────────────  ───────────────
 * SNAPSHOT_TAKEN           PLANNED                                      SNAPSHOTTED
 * GUARD_CONFIRMED          SNAPSHOTTED                                  GUARD_ARMED
 * RELAXATION_DECIDED       GUARD_ARMED                                  RELAX_INTENT
 * RELAXATION_APPLIED       RELAX_INTENT                                 RELAXED
 * OPEN_PROVEN              RELAXED                                      VERIFIED_OPEN
 * RESTORATION_DECIDED      RELAX_INTENT RELAXED VERIFIED_OPEN
 *                          CONFLICT RESTORE_FAILED                      RESTORE_INTENT
 * RESTORATION_APPLIED      RESTORE_INTENT                               RESTORED
 * CLOSED_PROVEN            RESTORED                                     VERIFIED_CLOSED
 * GUARD_DISARMED           VERIFIED_CLOSED                              DISARMED
 * NEVER_RELAXED            PLANNED SNAPSHOTTED GUARD_ARMED              DISARMED
 * ENVIRONMENT_GONE         RESTORE_INTENT RESTORED                      DISARMED
 * FOREIGN_EDIT             RELAX_INTENT RESTORED                        CONFLICT
 * RESTORATION_FAILED       RESTORE_INTENT RESTORED                      RESTORE_FAILED
 * </pre>
 *
 * {@code NEVER_RELAXED} may skip the restoration because no effect happens before {@code RELAX_INTENT} is committed: a
 * driver that is still alive at {@code GUARD_ARMED} loses the compare-and-set and never reaches the target. There is no
 * way back from the restoring half to the relaxing half.
 */
enum ProtectionEvent {
    SNAPSHOT_TAKEN(SNAPSHOTTED, PLANNED),
    GUARD_CONFIRMED(GUARD_ARMED, SNAPSHOTTED),
    RELAXATION_DECIDED(RELAX_INTENT, GUARD_ARMED),
    RELAXATION_APPLIED(RELAXED, RELAX_INTENT),
    OPEN_PROVEN(VERIFIED_OPEN, RELAXED),
    RESTORATION_DECIDED(RESTORE_INTENT, RELAX_INTENT, RELAXED, VERIFIED_OPEN, CONFLICT, RESTORE_FAILED),
    RESTORATION_APPLIED(RESTORED, RESTORE_INTENT),
    CLOSED_PROVEN(VERIFIED_CLOSED, RESTORED),
    GUARD_DISARMED(DISARMED, VERIFIED_CLOSED),
    NEVER_RELAXED(DISARMED, PLANNED, SNAPSHOTTED, GUARD_ARMED),
    ENVIRONMENT_GONE(DISARMED, RESTORE_INTENT, RESTORED),
    FOREIGN_EDIT(CONFLICT, RELAX_INTENT, RESTORED),
    RESTORATION_FAILED(RESTORE_FAILED, RESTORE_INTENT, RESTORED);

    private final ProtectionState to;
    private final Set<ProtectionState> from;

    ProtectionEvent(ProtectionState to, ProtectionState... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    boolean allowedIn(ProtectionState state) {
        return from.contains(state);
    }

    /** @throws IllegalStateException if the event cannot happen in that state: a defect of the driver */
    ProtectionState after(ProtectionState state) {
        if (!allowedIn(state)) {
            throw new IllegalStateException("The event " + this + " cannot happen in the state " + state
                    + ". This is a defect in Headroom's relax/restore protocol.");
        }
        return to;
    }
}
