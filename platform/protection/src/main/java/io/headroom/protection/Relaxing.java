package io.headroom.protection;

import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Opening;
import io.headroom.protection.ProtectionAdapter.Rule;
import io.headroom.protection.ProtectionAdapter.Sighting;
import io.headroom.protection.ProtectionAdapter.Silence;
import io.headroom.protection.ProtectionAdapter.Stale;
import java.util.Objects;

/**
 * The opening half of the protocol, from wherever the record stands to {@code VERIFIED_OPEN}.
 *
 * @param key by which the rule will recognise the agents
 */
record Relaxing(Progress progress, ProtectionAdapter adapter, Proof proof, Guard guard, AgentKey key) {
    Relaxation run(Relaxation planned) throws RelaxationRefusedException, InterruptedException {
        var relaxation = planned;
        while (true) {
            if (!progress.clock().instant().isBefore(relaxation.deadline())) {
                throw refuse(
                        relaxation,
                        "Its deadline " + relaxation.deadline() + " has passed. Ask again with a later one.");
            }
            switch (relaxation.state()) {
                case PLANNED -> relaxation = snapshot(relaxation);
                case SNAPSHOTTED -> relaxation = confirmGuard(relaxation);
                case GUARD_ARMED -> relaxation = progress.commit(relaxation, ProtectionEvent.RELAXATION_DECIDED);
                case RELAX_INTENT -> relaxation = apply(relaxation);
                case RELAXED -> relaxation = proveOpen(relaxation);
                case VERIFIED_OPEN -> {
                    return relaxation;
                }
                case RESTORE_INTENT, RESTORED, VERIFIED_CLOSED, DISARMED, CONFLICT, RESTORE_FAILED ->
                    throw new RelaxationRefusedException(
                            relaxation,
                            sentence(
                                    relaxation,
                                    "It is being restored (" + relaxation.state()
                                            + "), and there is no way back. Finish that, then ask again."));
            }
        }
    }

    private Relaxation snapshot(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        var rule = see(relaxation, adapter.observe());
        return progress.commit(relaxation, ProtectionEvent.SNAPSHOT_TAKEN, edit -> {
            edit.snapshot = rule.snapshot();
            edit.ruleVersion = rule.version();
        });
    }

    private Relaxation confirmGuard(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        var baseline = proof.blocks(relaxation);
        if (!baseline.holds()) {
            throw refuse(
                    relaxation,
                    baseline.why()
                            + ", so there is nothing to relax, and no way to see that it is restored. Check that the environment's rule is on, and below what "
                            + BurstProbe.REQUESTS_MAX + " requests at once can show.");
        }
        requireGuard(relaxation);
        return progress.commit(
                relaxation, ProtectionEvent.GUARD_CONFIRMED, edit -> edit.blockedShareBefore = baseline.share());
    }

    private void requireGuard(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        switch (guard.arm(relaxation)) {
            case Guard.Armed _ -> {}
            case Guard.Missing(String why) -> throw refuse(relaxation, "No guard, no relaxation. " + why);
        }
    }

    private Relaxation apply(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        requireGuard(relaxation);
        var before = see(relaxation, adapter.observe());
        // Ours may stand already, when the answer or its record was lost: then we build on our own change.
        var version = before.artefact(relaxation.artefact()).isPresent()
                ? before.version()
                : Objects.requireNonNull(relaxation.ruleVersion());
        var opening = new Opening(
                relaxation.artefact(),
                relaxation.extent(),
                key,
                Objects.requireNonNull(relaxation.token()),
                relaxation.deadline());
        return switch (adapter.relax(opening, version)) {
            case Applied _ -> readBack(relaxation);
            case Entangled(String reason) -> throw refuse(relaxation, reason);
            case Stale(String reason) -> {
                var message = sentence(
                        relaxation,
                        "Somebody else changed the rule meanwhile: " + reason
                                + " Restore this relaxation, then ask again.");
                var conflict =
                        progress.commit(relaxation, ProtectionEvent.FOREIGN_EDIT, edit -> edit.message = message);
                throw new RelaxationRefusedException(conflict, message);
            }
            case Silence silence -> throw refuse(relaxation, silence.reason());
        };
    }

    /** Of a narrow opening the target itself must say when it will forget it; a wide one has the guard alone. */
    private Relaxation readBack(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        var rule = see(relaxation, adapter.observe());
        var artefact = rule.artefact(relaxation.artefact());
        if (artefact.isEmpty()) {
            throw refuse(relaxation, "The target took our change and does not show it.");
        }
        var expiry = artefact.map(Artefact::expiresAt);
        var endsByItself =
                expiry.filter(end -> !end.isAfter(relaxation.deadline())).isPresent();
        if (relaxation.extent() == Extent.NARROW && !endsByItself) {
            throw refuse(
                    relaxation,
                    "The target does not say that our exemption expires at " + relaxation.deadline() + " (it says "
                            + expiry.map(Object::toString).orElse("nothing")
                            + "), so nothing would close it if we died.");
        }
        return progress.commit(relaxation, ProtectionEvent.RELAXATION_APPLIED, edit -> {
            edit.ruleVersion = rule.version();
            edit.relaxedAt = progress.clock().instant();
        });
    }

    private Relaxation proveOpen(Relaxation relaxation) throws RelaxationRefusedException, InterruptedException {
        var open = proof.isOpen(relaxation);
        if (!open.holds()) {
            throw refuse(relaxation, open.why() + ".");
        }
        return progress.commit(relaxation, ProtectionEvent.OPEN_PROVEN, edit -> edit.verifiedOpen = true);
    }

    private Rule see(Relaxation relaxation, Sighting sighting) throws RelaxationRefusedException {
        return switch (sighting) {
            case Rule rule -> rule;
            case Silence silence -> throw refuse(relaxation, silence.reason());
        };
    }

    private RelaxationRefusedException refuse(Relaxation relaxation, String why) {
        var message = sentence(relaxation, why);
        return new RelaxationRefusedException(progress.note(relaxation, message), message);
    }

    private static String sentence(Relaxation relaxation, String why) {
        return "The protection '" + relaxation.protection().name() + "' was not relaxed. " + why;
    }
}
