package io.headroom.protection.adapter.aws;

import io.headroom.protection.Artefact;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter.Applied;
import io.headroom.protection.ProtectionAdapter.Effect;
import io.headroom.protection.ProtectionAdapter.Entangled;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.IPSet;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WafOptimisticLockException;

/**
 * The IP set that rules leave out. While agents are in it, its description begins with the artefact's name: addresses
 * and name change in one call, and everything else in the set is other people's.
 *
 * <p>Each change writes the set as a whole, and only if its lock token is still the one that was read.
 *
 * <p>Coordinates: {@code ip_set_id}, {@code ip_set_name}, {@code agent_addresses} (networks with blanks between, for
 * example {@code 192.0.2.0/24}).
 */
final class AgentIpSet {
    private static final int DESCRIPTION_CHARACTERS_MAX = 256;
    private static final int TRIES_MAX = 5;
    private static final Pattern NETWORKS = Pattern.compile("([0-9a-fA-F.:]+/\\d{1,3})( [0-9a-fA-F.:]+/\\d{1,3})*");

    private final Wafv2Client waf;
    private final String id;
    private final String name;
    private final List<String> agents;

    AgentIpSet(Protection protection) {
        this.waf = AwsPlace.of(protection).waf();
        this.id = protection.coordinate("ip_set_id");
        this.name = protection.coordinate("ip_set_name");
        var networks = protection.coordinate("agent_addresses").strip();
        if (!NETWORKS.matcher(networks).matches()) {
            throw new IllegalArgumentException("The coordinate 'agent_addresses' of the protection '"
                    + protection.name() + "' is '" + networks
                    + "': give networks with blanks between, for example 192.0.2.1/32 198.51.100.0/24.");
        }
        this.agents = List.of(networks.split(" "));
    }

    /**
     * The set at one moment.
     *
     * @param lockToken a change is taken only with the latest
     */
    record Seen(IPSet set, String lockToken, List<String> agents) {
        /** Whose agents stand in it, as far as its description says; empty if none are in it. */
        Optional<String> artefact() {
            if (set.addresses().stream().noneMatch(agents::contains)) {
                return Optional.empty();
            }
            return Optional.of(named().orElse("agents-without-a-name"));
        }

        /** Of Headroom's names, the one that its description begins with. */
        private Optional<String> named() {
            var first = description().split(" ", 2)[0];
            return new Artefact(first, null).run().map(run -> first);
        }

        boolean isOpenFor(String artefact) {
            return set.addresses().containsAll(agents)
                    && named().filter(artefact::equals).isPresent();
        }

        /** Other people's addresses, in order. */
        List<String> foreign() {
            return set.addresses().stream()
                    .filter(address -> !agents.contains(address))
                    .sorted()
                    .toList();
        }

        String description() {
            return set.description() == null ? "" : set.description();
        }
    }

    Seen read() {
        var answer =
                waf.getIPSet(request -> request.scope(Scope.REGIONAL).id(id).name(name));
        return new Seen(answer.ipSet(), answer.lockToken(), agents);
    }

    /** Adds the agents, if the set is still as it was seen. */
    Effect open(Seen seen, String artefact) {
        var addresses = new ArrayList<>(seen.foreign());
        addresses.addAll(agents);
        var description = (artefact + " " + without(artefact, seen.description())).strip();
        if (description.length() > DESCRIPTION_CHARACTERS_MAX) {
            return new Failed("The description of the IP set " + name + " leaves no room for the name " + artefact
                    + ". Shorten it to " + (DESCRIPTION_CHARACTERS_MAX - artefact.length() - 1) + " characters.");
        }
        try {
            write(addresses, description, seen.lockToken());
            return new Applied(null);
        } catch (WafOptimisticLockException moved) {
            // By somebody else, or by our own request, whose answer was lost so that the SDK made it again.
            return read().isOpenFor(artefact)
                    ? new Applied(null)
                    : new Stale("Somebody else changed the IP set " + name + " in this moment.");
        }
    }

    /** Takes the agents out, however often the set changes meanwhile; other people's addresses stay. */
    Effect close(String artefact, boolean inDoubt) {
        for (var tries = 0; tries < TRIES_MAX; tries++) {
            var seen = read();
            var holder = seen.artefact().orElse(null);
            var ours = isOurs(holder, artefact, inDoubt);
            if (!ours && !inDoubt) {
                return new Applied(null);
            }
            try {
                // Where nothing is ours, too: with another token a request to relax that is under way comes too late.
                write(
                        ours ? seen.foreign() : seen.set().addresses(),
                        ours ? without(artefact, seen.description()) : seen.description(),
                        seen.lockToken());
                return ours && !artefact.equals(holder)
                        ? new Entangled(
                                "Somebody wrote the IP set " + name
                                        + " as a whole and left the agents' addresses in it without our name; they are taken out.")
                        : new Applied(null);
            } catch (WafOptimisticLockException moved) {
                // Read again, and build on what stands there now.
            }
        }
        return new Failed(
                "The IP set " + name + " was changed by somebody else at each of " + TRIES_MAX + " attempts.");
    }

    /** Agents without a name are ours, unless we may never have put them there. */
    private static boolean isOurs(@Nullable String holder, String artefact, boolean inDoubt) {
        if (holder == null) {
            return false;
        }
        var nobodys = new Artefact(holder, null).run().isEmpty();
        return holder.equals(artefact) || nobodys && !inDoubt;
    }

    private static String without(String artefact, String description) {
        return description.startsWith(artefact)
                ? description.substring(artefact.length()).strip()
                : description;
    }

    private void write(List<String> addresses, String description, String lockToken) {
        waf.updateIPSet(request -> request.scope(Scope.REGIONAL)
                .id(id)
                .name(name)
                .addresses(addresses)
                .description(description.isEmpty() ? null : description)
                .lockToken(lockToken));
    }
}
