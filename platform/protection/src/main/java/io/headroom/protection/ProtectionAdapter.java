package io.headroom.protection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows how one kind of protection is seen, relaxed and restored. It changes data, never the rule, and only under our
 * artefact's name. Each call is bounded in time, may be repeated, and ends early when its thread is interrupted.
 */
public interface ProtectionAdapter {
    /** The adapter for a protection that takes its settings from {@link Protection#coordinates()}. */
    static ProtectionAdapter of(Protection protection) {
        return switch (protection.adapter()) {
            case LocalCloudAdapter.NAME -> new LocalCloudAdapter(protection);
            default ->
                throw new IllegalArgumentException(
                        "The protection '" + protection.name() + "' asks for the adapter '" + protection.adapter()
                                + "', which Headroom does not have. It has: " + LocalCloudAdapter.NAME + ".");
        };
    }

    /** The rule as it stands now, with all exemptions on it. */
    Sighting observe() throws InterruptedException;

    /**
     * Exempts the key's holders until the expiry, which is written into the rule itself.
     *
     * @param ruleVersion the change is made only if the rule is still at this version
     */
    Effect relax(String artefact, AgentKey key, Instant expiry, String ruleVersion) throws InterruptedException;

    /**
     * Takes our exemption away; if it is not there, that is as good.
     *
     * @param inDoubt whether a request to relax may still be under way: then it must not succeed after this returns
     */
    Effect restore(String artefact, boolean inDoubt) throws InterruptedException;

    /** What a look at the target says. */
    sealed interface Sighting {}

    /** What a change at the target came to. */
    sealed interface Effect {}

    /**
     * @param snapshot the rule's settings as JSON, without what comes and goes (exemptions, version): equal text means
     *     equal settings
     * @param version the target's token for compare-and-set
     * @param artefacts all exemptions, other people's too
     */
    record Rule(String snapshot, String version, List<Artefact> artefacts) implements Sighting {
        public Rule {
            artefacts = List.copyOf(artefacts);
        }

        Optional<Artefact> artefact(String id) {
            return artefacts.stream()
                    .filter(artefact -> artefact.id().equals(id))
                    .findFirst();
        }
    }

    /** @param version the rule's version afterwards; absent where the target does not say it */
    record Applied(@Nullable String version) implements Effect {}

    /** The rule is not at the version that the change builds on; nothing was changed. */
    record Stale(String reason) implements Effect {}

    /** The target said nothing that helps. */
    sealed interface Silence extends Sighting, Effect {
        String reason();
    }

    /** Nobody is there: the environment seems gone, its rules with it. */
    record TargetGone(String reason) implements Silence {}

    /** It did not work, or nobody knows whether it did. */
    record Failed(String reason) implements Silence {}
}
