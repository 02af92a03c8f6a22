package io.headroom.crash;

import io.headroom.protection.ProtectionState;
import java.util.Locale;

/** Where an owner is when the fault strikes: before and after each arrow, and within what takes time. */
enum KillPoint {
    BEFORE_SNAPSHOTTED,
    AFTER_SNAPSHOTTED,
    BEFORE_GUARD_ARMED,
    AFTER_GUARD_ARMED,
    BEFORE_RELAX_INTENT,
    AFTER_RELAX_INTENT,
    /** The request to open is on its way, and reaches the target only if its sender goes on. */
    RELAX_IN_FLIGHT,
    BEFORE_RELAXED,
    AFTER_RELAXED,
    VERIFYING_OPEN,
    BEFORE_VERIFIED_OPEN,
    AFTER_VERIFIED_OPEN,
    MID_RUN,
    BEFORE_RESTORE_INTENT,
    AFTER_RESTORE_INTENT,
    /** The request to close is on its way, and reaches the target only if its sender goes on. */
    RESTORE_IN_FLIGHT,
    BEFORE_RESTORED,
    AFTER_RESTORED,
    VERIFYING_CLOSED,
    BEFORE_VERIFIED_CLOSED,
    AFTER_VERIFIED_CLOSED,
    BEFORE_DISARMED,
    AFTER_DISARMED,
    /** Its first successor dies, too, with the lease just taken. */
    TAKEOVER;

    static KillPoint before(ProtectionState state) {
        return valueOf("BEFORE_" + state);
    }

    static KillPoint after(ProtectionState state) {
        return valueOf("AFTER_" + state);
    }

    /** Whether an owner has asked for its guard by then: before, nothing is open, and the record waits for a platform. */
    boolean isGuarded() {
        return compareTo(BEFORE_GUARD_ARMED) >= 0;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
