package io.headroom.protection.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.AgentToken;
import io.headroom.protection.Artefact;
import io.headroom.protection.Extent;
import io.headroom.protection.Protection;
import io.headroom.protection.ProtectionAdapter;
import io.headroom.protection.adapter.HaproxyRuntime.Entry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Relaxes a rate limit of HAProxy, whose configuration foresees it (docs/protections.md has it in full), through its
 * runtime API. Nothing is written to its files, so a restart closes.
 *
 * <p>Narrow: an entry of a map from the token's SHA-256 to {@code <until>/<artefact>}, which the configuration compares
 * with {@code date()}. Wide: such an entry for the key {@code wide} of another map, which ends by itself, too.
 *
 * <p>HAProxy has no compare-and-set: between the look at its maps and the change lies a moment. What a late request puts
 * there ends with the deadline, and the sweep takes it away before.
 *
 * <p>Coordinates: {@code socket} (a path, or host:port), {@code agents_map}, {@code wide_map} (as the configuration
 * names the files), {@code limits_map} (where the limits stand; may be left out), {@code per_second} and {@code burst}.
 */
final class HaproxyAdapter implements ProtectionAdapter {
    static final String NAME = "haproxy";

    private static final String WIDE_KEY = "wide";
    private static final Pattern VALUE = Pattern.compile("(\\d{1,12})/(.+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HaproxyRuntime haproxy;
    private final String agentsMap;
    private final String wideMap;
    private final @Nullable String limitsMap;

    HaproxyAdapter(Protection protection) {
        this.haproxy = HaproxyRuntime.at(protection.coordinate("socket"));
        this.agentsMap = protection.coordinate("agents_map");
        this.wideMap = protection.coordinate("wide_map");
        this.limitsMap = protection.coordinates().get("limits_map");
    }

    /** What is under our key in a map, and whose it is. */
    private record Exemption(Entry entry, Artefact artefact) {}

    @Override
    public Sighting observe() throws InterruptedException {
        try {
            return see();
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    @Override
    public Effect relax(Opening opening, String ruleVersion) throws InterruptedException {
        try {
            if (!see().version().equals(ruleVersion)) {
                return new Stale("The maps of HAProxy are not as they were when they were looked at.");
            }
            var map = mapOf(opening.extent());
            var key = opening.extent() == Extent.WIDE ? WIDE_KEY : digest(opening.token());
            removeOurs(map, opening.extent(), opening.artefact());
            haproxy.add(map, key, opening.expiry().getEpochSecond() + "/" + opening.artefact());
            return new Applied(see().version());
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    @Override
    public Effect restore(String artefact, Extent extent, boolean inDoubt) throws InterruptedException {
        try {
            var edited = removeOurs(mapOf(extent), extent, artefact);
            return edited == null ? new Applied(null) : new Entangled(edited);
        } catch (IOException failure) {
            return silence(failure);
        }
    }

    /** @return what somebody did to our entry, in a sentence; absent if nobody did */
    private @Nullable String removeOurs(String map, Extent extent, String artefact)
            throws IOException, InterruptedException {
        String edited = null;
        for (var exemption : exemptions(map, extent)) {
            if (exemption.artefact().id().equals(artefact)) {
                haproxy.delete(map, exemption.entry());
                var deadline = exemption.artefact().deadline();
                if (!deadline.equals(Optional.ofNullable(exemption.artefact().expiresAt()))) {
                    edited = "Somebody changed our entry in the map " + map + " to "
                            + exemption.entry().value() + "; it is removed.";
                }
            }
        }
        return edited;
    }

    private Rule see() throws IOException, InterruptedException {
        var settings = JSON.createObjectNode();
        var limits = limitsMap;
        if (limits != null) {
            for (var entry : haproxy.entries(limits)) {
                settings.put(entry.key(), entry.value());
            }
        }
        var artefacts = new ArrayList<Artefact>();
        for (var extent : Extent.values()) {
            for (var exemption : exemptions(mapOf(extent), extent)) {
                artefacts.add(exemption.artefact());
                if (exemption.artefact().run().isEmpty()) {
                    settings.put("open to " + extent, exemption.entry().value());
                }
            }
        }
        return new Rule(settings.toString(), ArtefactFolder.digest(settings + " " + artefacts), artefacts);
    }

    private List<Exemption> exemptions(String map, Extent extent) throws IOException, InterruptedException {
        return haproxy.entries(map).stream()
                .map(entry -> new Exemption(entry, artefact(entry, extent)))
                .toList();
    }

    private static Artefact artefact(Entry entry, Extent extent) {
        var parts = VALUE.matcher(entry.value());
        return parts.matches()
                ? new Artefact(parts.group(2), extent, Instant.ofEpochSecond(Long.parseLong(parts.group(1))))
                : new Artefact(entry.value(), extent, null);
    }

    private String mapOf(Extent extent) {
        return switch (extent) {
            case NARROW -> agentsMap;
            case WIDE -> wideMap;
        };
    }

    /** As the configuration's {@code sha2(256),hex} writes it. */
    private static String digest(AgentToken token) {
        return ArtefactFolder.digest(token.value()).toUpperCase(Locale.ROOT);
    }

    private static Silence silence(IOException failure) {
        return failure instanceof ConnectException || failure instanceof SocketException
                ? new TargetGone("Nobody listens at HAProxy's socket: " + failure.getMessage() + ".")
                : new Failed(failure.getMessage() + ".");
    }
}
