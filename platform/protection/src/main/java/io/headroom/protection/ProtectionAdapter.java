package io.headroom.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows how one kind of protection is seen, relaxed and restored. It changes data, never the rule, and only under our
 * artefact's name. Each call is bounded in time, may be repeated, and ends early when its thread is interrupted.
 *
 * <p>{@code io.headroom.protection.adapter.Adapters} makes them.
 */
public interface ProtectionAdapter {
    /** The rule as it stands now, with all exemptions on it. */
    Sighting observe() throws InterruptedException;

    /**
     * Opens the rule: for the agents until the expiry, which is written into the rule itself, or for everybody.
     *
     * @param ruleVersion the change is made only if the rule is still at this version
     */
    Effect relax(Opening opening, String ruleVersion) throws InterruptedException;

    /**
     * Takes what we opened away; if it is not there, that is as good.
     *
     * @param inDoubt whether a request to relax may still be under way: then it must not succeed after this returns
     */
    Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException;

    /**
     * The headers that agents show in order to be exempt.
     *
     * @throws IllegalArgumentException if the pass cannot be made, as a file that it needs is not there
     */
    default Map<String, String> pass(AgentToken token, String artefact) {
        return Map.of(AgentToken.HEADER, token.value());
    }

    /** By what one sees that it stands open, or is closed again. */
    default Evidence evidence() {
        return Evidence.BEHAVIOUR;
    }

    /** How long behaviour may lag behind a change that the target acknowledged. */
    default Duration propagation() {
        return Duration.ZERO;
    }

    /** What proves that a protection is open or closed. */
    enum Evidence {
        /** Bursts of requests, which pass or are refused. */
        BEHAVIOUR,
        /** What the target says of its settings, as no request shows them: automatic scaling, for one. */
        SETTINGS
    }

    /**
     * What is to be opened.
     *
     * @param artefact the name that it gets at the target
     * @param key by which a rule recognises the agents' token
     * @param token what agents show
     * @param expiry when a narrow opening must end by itself
     */
    record Opening(String artefact, Extent extent, AgentKey key, AgentToken token, Instant expiry) {}

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

    /**
     * Somebody else changed the very thing that we had changed, so that their change cannot be told from ours. The
     * stricter of the two stands now.
     */
    record Entangled(String reason) implements Effect {}

    /** The target said nothing that helps. */
    sealed interface Silence extends Sighting, Effect {
        String reason();
    }

    /** Nobody is there: the environment seems gone, its rules with it. */
    record TargetGone(String reason) implements Silence {}

    /** It did not work, or nobody knows whether it did. */
    record Failed(String reason) implements Silence {}
}
