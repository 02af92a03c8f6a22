package io.headroom.protection;

import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Stale;
import io.headroom.protection.ProtectionAdapter.TargetGone;
import org.jspecify.annotations.Nullable;

/**
 * The closing half of the protocol: one attempt, from wherever the record stands, to {@code DISARMED} or to a state
 * that says why not.
 */
record Restoring(Progress progress, ProtectionAdapter adapter, Proof proof, EnvironmentCheck environment) {
    Relaxation run(Relaxation found) throws InterruptedException {
        var relaxation = begin(found);
        while (true) {
            switch (relaxation.state()) {
                case RESTORE_INTENT -> relaxation = withdraw(relaxation);
                case RESTORED -> relaxation = proveClosed(relaxation);
                case VERIFIED_CLOSED ->
                    relaxation = over(relaxation, ProtectionEvent.GUARD_DISARMED, relaxation.message());
                case DISARMED,
                        CONFLICT,
                        RESTORE_FAILED,
                        PLANNED,
                        SNAPSHOTTED,
                        GUARD_ARMED,
                        RELAX_INTENT,
                        RELAXED,
                        VERIFIED_OPEN -> {
                    return relaxation;
                }
            }
        }
    }

    private Relaxation begin(Relaxation relaxation) {
        if (ProtectionEvent.NEVER_RELAXED.allowedIn(relaxation.state())) {
            return over(
                    relaxation,
                    ProtectionEvent.NEVER_RELAXED,
                    relaxation.message().isEmpty() ? "It was never relaxed." : relaxation.message());
        }
        if (!relaxation.awaitsAcknowledgement() && ProtectionEvent.RESTORATION_DECIDED.allowedIn(relaxation.state())) {
            return progress.commit(relaxation, ProtectionEvent.RESTORATION_DECIDED, edit -> edit.restoreAttempts++);
        }
        return relaxation;
    }

    private Relaxation withdraw(Relaxation relaxation) throws InterruptedException {
        var now = progress.clock().instant();
        // Never read back as relaxed: a request to relax may still be under way, and until the deadline it would open
        // the rule.
        var inDoubt = relaxation.relaxedAt() == null && now.isBefore(relaxation.deadline());
        return switch (adapter.restore(relaxation.artefact(), relaxation.extent(), inDoubt)) {
            case Applied _ -> restored(relaxation, relaxation.entanglement());
            case Entangled(String reason) -> restored(relaxation, reason);
            case TargetGone(String reason) -> gone(relaxation, reason);
            case Stale(String reason) -> failed(relaxation, reason);
            case Failed(String reason) -> failed(relaxation, reason);
        };
    }

    private Relaxation restored(Relaxation relaxation, @Nullable String entanglement) {
        return progress.commit(relaxation, ProtectionEvent.RESTORATION_APPLIED, edit -> {
            edit.restoredAt = progress.clock().instant();
            edit.entanglement = entanglement;
        });
    }

    private Relaxation proveClosed(Relaxation relaxation) throws InterruptedException {
        return switch (adapter.observe()) {
            case Rule rule
            when rule.artefact(relaxation.artefact()).isPresent() ->
                failed(relaxation, "The exemption " + relaxation.artefact() + " was removed and stands there again.");
            case Rule rule -> proveClosed(relaxation, rule);
            case TargetGone(String reason) -> gone(relaxation, reason);
            case Failed(String reason) -> failed(relaxation, reason);
        };
    }

    private Relaxation proveClosed(Relaxation relaxation, Rule rule) throws InterruptedException {
        var closed = proof.isClosed(relaxation);
        var edited = !rule.snapshot().equals(relaxation.snapshot());
        var change = "Somebody else changed the rule meanwhile, from " + relaxation.snapshot() + " to "
                + rule.snapshot() + "; that change stays, and ours is withdrawn.";
        if (closed.holds() && relaxation.entanglement() != null && relaxation.acknowledgedBy() == null) {
            return progress.commit(relaxation, ProtectionEvent.FOREIGN_EDIT, edit -> {
                edit.verifiedClosed = true;
                edit.message = relaxation.entanglement()
                        + " The stricter side was kept, and the protection blocks. Look at it, and acknowledge it.";
            });
        }
        if (closed.holds()) {
            return progress.commit(relaxation, ProtectionEvent.CLOSED_PROVEN, edit -> {
                edit.verifiedClosed = true;
                edit.message = edited ? change : relaxation.message();
            });
        }
        if (edited) {
            return progress.commit(
                    relaxation,
                    ProtectionEvent.FOREIGN_EDIT,
                    edit -> edit.message = change + " As it stands the protection does not block: " + closed.why()
                            + ". Let whoever changed it look at it.");
        }
        return failed(relaxation, closed.why() + ".");
    }

    /**
     * Without a rule there is nothing to restore; but that nobody answers proves it only together with the
     * environment's own record.
     */
    private Relaxation gone(Relaxation relaxation, String reason) {
        if (!environment.isGone(relaxation)) {
            return failed(relaxation, reason + " But the environment is not known to be gone.");
        }
        return progress.commit(relaxation, ProtectionEvent.ENVIRONMENT_GONE, edit -> {
            edit.token = null;
            edit.restoredAt = edit.restoredAt == null ? progress.clock().instant() : edit.restoredAt;
            edit.message =
                    "The environment is gone, and its rules with it: nothing is left to restore, and nothing is there to probe. "
                            + reason;
        });
    }

    private Relaxation failed(Relaxation relaxation, String why) {
        var message = "Restoring the protection '" + relaxation.protection().name() + "' did not succeed yet (attempt "
                + relaxation.restoreAttempts() + "). " + why;
        return progress.commit(relaxation, ProtectionEvent.RESTORATION_FAILED, edit -> edit.message = message);
    }

    /** The token is worth nothing any more, and so is not kept. */
    private Relaxation over(Relaxation relaxation, ProtectionEvent event, String message) {
        return progress.commit(relaxation, event, edit -> {
            edit.token = null;
            edit.message = message;
        });
    }
}
