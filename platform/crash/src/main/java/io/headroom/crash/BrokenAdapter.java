package io.headroom.crash;

import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.ProtectionAdapter;
import java.time.Duration;

/**
 * An adapter broken in a mutant's way, at an owner or at its successor.
 *
 * @param putBack sets the rule to what it was before the relaxation
 */
record BrokenAdapter(ProtectionAdapter adapter, Mutant mutant, Runnable putBack) implements ProtectionAdapter {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    @Override
    public Sighting observe() throws InterruptedException {
        var seen = adapter.observe();
        if (mutant == Mutant.NO_EXPIRY && seen instanceof Rule rule) {
            // It believes what it asked for.
            var believed = rule.artefacts().stream()
                    .map(artefact -> new Artefact(
                            artefact.id(),
                            artefact.extent(),
                            artefact.deadline().orElse(null)))
                    .toList();
            return new Rule(rule.snapshot(), rule.version(), believed);
        }
        return seen;
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        if (mutant == Mutant.NO_EXPIRY) {
            var endless = new Opening(
                    opening.artefact(),
                    opening.extent(),
                    opening.key(),
                    opening.token(),
                    opening.expiry().plus(TEN_YEARS));
            return adapter.relax(endless, ruleVersion);
        }
        if (mutant == Mutant.NO_COMPARE_AND_SET && adapter.observe() instanceof Rule rule) {
            return adapter.relax(opening, rule.version());
        }
        return adapter.relax(opening, ruleVersion);
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        if (mutant == Mutant.NO_ANSWER_MEANS_NOTHING_DONE && inDoubt) {
            return new Applied(null);
        }
        if (mutant == Mutant.RESTORES_THE_SNAPSHOT) {
            putBack.run();
        }
        return adapter.restore(artefact, extent, inDoubt && mutant != Mutant.NO_FENCE_AT_THE_TARGET);
    }
}
