package io.headroom.protection;

/**
 * How far one relaxation has come. The allowed transitions are the table of {@link ProtectionEvent}.
 *
 * <pre>
 * PLANNED → SNAPSHOTTED → GUARD_ARMED → RELAX_INTENT → RELAXED → VERIFIED_OPEN
 *                                              ↓          ↓            ↓
 *           DISARMED ← VERIFIED_CLOSED ← RESTORED ← RESTORE_INTENT ← CONFLICT, RESTORE_FAILED
 * </pre>
 */
public enum ProtectionState {
    /** Wanted, and nothing done. */
    PLANNED,
    /** What the rule says today, and its version, are on record. */
    SNAPSHOTTED,
    /**
     * The rule was seen to block, the record is kept outside the database too, and the guard says that it watches this
     * relaxation. Of a narrow one the rule's own expiry is read back, too, before {@link #RELAXED}.
     */
    GUARD_ARMED,
    /** From here on the target may be open. */
    RELAX_INTENT,
    /** What we opened stands; where it is for the agents alone, the target says that it ends by the deadline. */
    RELAXED,
    /** An agent's burst passed whole; one from a neutral source was still refused, or passed if all were to pass. */
    VERIFIED_OPEN,
    /** From here on the target may be closed again. */
    RESTORE_INTENT,
    /** The target acknowledged that our exemption is gone. */
    RESTORED,
    /** The agent's old token and a neutral source were both refused. */
    VERIFIED_CLOSED,
    /** Nothing is left of the relaxation. The only final state. */
    DISARMED,
    /**
     * Somebody else changed the rule meanwhile. Their change stays; ours is withdrawn, again and again until closed is
     * proven. Where they changed the very thing that we had changed, the stricter side was kept, and it ends only when
     * a person acknowledges it.
     */
    CONFLICT,
    /** An attempt to restore failed. Never final: to be tried again for ever. */
    RESTORE_FAILED;

    public boolean isFinal() {
        return this == DISARMED;
    }

    /** Whether the target may stand open in this state: no effect happens before {@link #RELAX_INTENT} is committed. */
    public boolean mayBeOpen() {
        return switch (this) {
            case PLANNED, SNAPSHOTTED, GUARD_ARMED, VERIFIED_CLOSED, DISARMED -> false;
            case RELAX_INTENT, RELAXED, VERIFIED_OPEN, RESTORE_INTENT, RESTORED, CONFLICT, RESTORE_FAILED -> true;
        };
    }

    /**
     * Whether the state belongs to the half that closes: it must go on even if a record cannot be written everywhere.
     */
    boolean restores() {
        return switch (this) {
            case PLANNED, SNAPSHOTTED, GUARD_ARMED, RELAX_INTENT, RELAXED, VERIFIED_OPEN -> false;
            case RESTORE_INTENT, RESTORED, VERIFIED_CLOSED, DISARMED, CONFLICT, RESTORE_FAILED -> true;
        };
    }
}
