package io.headroom.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of one relaxation: everything that is needed to undo it, by anybody, at any time.
 *
 * @param run whose relaxation it is
 * @param deadline when it must be over, in whole seconds; the exemption at the target expires then by itself
 * @param epoch fencing number of the owner that wrote last; a smaller one may not write any more
 * @param snapshot the rule's settings before, as the adapter reads them; opaque JSON; absent until {@code SNAPSHOTTED}
 * @param ruleVersion the target's version of the rule that our change builds on; absent until {@code SNAPSHOTTED}
 * @param token the agents' token, a secret; absent once {@code DISARMED}
 * @param changedAt time of the last transition
 * @param relaxedAt when the exemption was read back; absent if it never was
 * @param restoredAt when the target acknowledged its removal, or was known to be gone
 * @param blockedShareBefore share of the baseline burst that was refused, 0 to 1; absent if there was none
 * @param verifiedOpen whether open was proven by behaviour
 * @param verifiedClosed whether closed was proven by behaviour after restoring
 * @param restoreAttempts how often restoring was begun
 * @param message the last thing worth saying, empty if nothing
 * @param wide why it opens the rule for everybody; absent if it opens it for the agents alone
 * @param entanglement what somebody else did to our very change, where the stricter side was kept; absent if nothing
 * @param acknowledgedBy who has taken note of the alarm; absent if nobody has
 */
public record Relaxation(
        String run,
        Protection protection,
        Target target,
        Instant deadline,
        ProtectionState state,
        long epoch,
        @Nullable String snapshot,
        @Nullable String ruleVersion,
        @Nullable AgentToken token,
        Instant plannedAt,
        Instant changedAt,
        @Nullable Instant relaxedAt,
        @Nullable Instant restoredAt,
        @Nullable Double blockedShareBefore,
        boolean verifiedOpen,
        boolean verifiedClosed,
        int restoreAttempts,
        String message,
        @Nullable Wide wide,
        @Nullable String entanglement,
        @Nullable String acknowledgedBy) {

    private static final Duration RETRY_MAX = Duration.ofSeconds(30);

    public Relaxation {
        Names.check("run id", run);
        if (deadline.getNano() != 0) {
            throw new IllegalArgumentException(
                    "The deadline " + deadline + " must be in whole seconds, because the artefact's name carries it.");
        }
    }

    static Relaxation planned(RelaxRequest request, Instant now) {
        var token = AgentToken.mint(request.run(), request.deadline(), request.key());
        return new Relaxation(
                request.run(),
                request.protection(),
                request.target(),
                request.deadline(),
                ProtectionState.PLANNED,
                request.epoch(),
                null,
                null,
                token,
                now,
                now,
                null,
                null,
                null,
                false,
                false,
                0,
                "",
                request.wide(),
                null,
                null);
    }

    /** Unique among all relaxations, and fit for a file name: {@code <artefact>.<protection>}. */
    public String id() {
        return artefact() + "." + protection.name();
    }

    /** The name of our exemption at the target: {@code headroom-<run>-<deadlineEpochSeconds>}. */
    public String artefact() {
        return Artefact.nameOf(run, deadline);
    }

    /** For whom it opens the rule. */
    public Extent extent() {
        return wide == null ? Extent.NARROW : Extent.WIDE;
    }

    /** Whether a person should look at it and has not said so: restoring fails, or somebody else changed the rule. */
    public boolean alarms() {
        return (state == ProtectionState.CONFLICT || state == ProtectionState.RESTORE_FAILED) && acknowledgedBy == null;
    }

    /** Closed is proven, and only a person's word is missing. */
    boolean awaitsAcknowledgement() {
        return state == ProtectionState.CONFLICT && verifiedClosed && acknowledgedBy == null;
    }

    /** How long the protection stood relaxed; empty while it still does, and if it never did. */
    public Optional<Duration> openFor() {
        if (relaxedAt == null || restoredAt == null) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(relaxedAt, restoredAt));
    }

    /** How long to wait before restoring is tried again: 1 s, doubled with each attempt, at most 30 s, for ever. */
    public Duration retryAfter() {
        var doublings = Math.clamp(restoreAttempts - 1L, 0, 5);
        var wait = Duration.ofSeconds(1L << doublings);
        return wait.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : wait;
    }

    /** The record after an event; the rest is for {@code change} to set. */
    Relaxation after(ProtectionEvent event, Instant now, Consumer<Edit> change) {
        return edited(edit -> {
            edit.state = event.after(state);
            edit.changedAt = now;
            change.accept(edit);
        });
    }

    Relaxation edited(Consumer<Edit> change) {
        var edit = new Edit(this);
        change.accept(edit);
        return edit.done();
    }

    /** What of a record may change, open for writing while a new record is made. */
    static final class Edit {
        private final Relaxation before;
        ProtectionState state;
        long epoch;

        @Nullable
        String snapshot;

        @Nullable
        String ruleVersion;

        @Nullable
        AgentToken token;

        Instant changedAt;

        @Nullable
        Instant relaxedAt;

        @Nullable
        Instant restoredAt;

        @Nullable
        Double blockedShareBefore;

        boolean verifiedOpen;
        boolean verifiedClosed;
        int restoreAttempts;
        String message;

        @Nullable
        String entanglement;

        @Nullable
        String acknowledgedBy;

        private Edit(Relaxation before) {
            this.before = before;
            state = before.state;
            epoch = before.epoch;
            snapshot = before.snapshot;
            ruleVersion = before.ruleVersion;
            token = before.token;
            changedAt = before.changedAt;
            relaxedAt = before.relaxedAt;
            restoredAt = before.restoredAt;
            blockedShareBefore = before.blockedShareBefore;
            verifiedOpen = before.verifiedOpen;
            verifiedClosed = before.verifiedClosed;
            restoreAttempts = before.restoreAttempts;
            message = before.message;
            entanglement = before.entanglement;
            acknowledgedBy = before.acknowledgedBy;
        }

        private Relaxation done() {
            return new Relaxation(
                    before.run,
                    before.protection,
                    before.target,
                    before.deadline,
                    state,
                    epoch,
                    snapshot,
                    ruleVersion,
                    token,
                    before.plannedAt,
                    changedAt,
                    relaxedAt,
                    restoredAt,
                    blockedShareBefore,
                    verifiedOpen,
                    verifiedClosed,
                    restoreAttempts,
                    message,
                    before.wide,
                    entanglement,
                    acknowledgedBy);
        }
    }
}
