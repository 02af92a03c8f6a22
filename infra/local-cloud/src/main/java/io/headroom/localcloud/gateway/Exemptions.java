package io.headroom.localcloud.gateway;

import io.headroom.localcloud.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One rule's exemptions, whether it is suspended, and its version, which every change of the rule moves.
 *
 * <p>Requests read a snapshot; changes are serialised by this object's lock. An expired exemption stays listed until it
 * is deleted, so that whoever put it there finds it, and admits nobody.
 */
final class Exemptions {

    private static final int EXEMPTIONS_MAX = 64;

    /** @param suspendedBy who lets everybody past; absent if nobody does */
    private record Snapshot(
            long version,
            Map<String, Exemption> byId,
            @Nullable String suspendedBy) {}

    private final String rule;
    private final InstantSource clock;
    private volatile Snapshot snapshot = new Snapshot(1, Map.of(), null);

    Exemptions(String rule, InstantSource clock) {
        this.rule = rule;
        this.clock = clock;
    }

    boolean admits(@Nullable String token) {
        Snapshot seen = snapshot;
        if (seen.suspendedBy() != null) {
            return true;
        }
        Map<String, Exemption> exemptions = seen.byId();
        if (token == null || exemptions.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        for (Exemption exemption : exemptions.values()) {
            if (exemption.admits(token, now)) {
                return true;
            }
        }
        return false;
    }

    long version() {
        return snapshot.version();
    }

    @Nullable
    String suspendedBy() {
        return snapshot.suspendedBy();
    }

    /** Lets everybody past, in somebody's name, until it is resumed. */
    synchronized long suspend(String by, OptionalLong expectedVersion) {
        requireVersion(expectedVersion);
        if (!by.equals(snapshot.suspendedBy())) {
            snapshot = new Snapshot(snapshot.version() + 1, snapshot.byId(), by);
        }
        return snapshot.version();
    }

    synchronized void resume(OptionalLong expectedVersion) {
        requireVersion(expectedVersion);
        if (snapshot.suspendedBy() == null) {
            throw Problem.absent("The rule '" + rule + "' is not suspended.");
        }
        snapshot = new Snapshot(snapshot.version() + 1, snapshot.byId(), null);
    }

    List<GatewayView.ExemptionView> view() {
        return snapshot.byId().values().stream()
                .map(exemption -> new GatewayView.ExemptionView(exemption.id(), exemption.expiresAt()))
                .toList();
    }

    /** Putting what is there already changes nothing. */
    synchronized long put(Exemption exemption, OptionalLong expectedVersion) {
        requireVersion(expectedVersion);
        Exemption present = snapshot.byId().get(exemption.id());
        if (present != null && present.isSameAs(exemption)) {
            return snapshot.version();
        }
        Map<String, Exemption> byId = new LinkedHashMap<>(snapshot.byId());
        if (byId.size() >= EXEMPTIONS_MAX) {
            Instant now = clock.instant();
            byId.values().removeIf(old -> !now.isBefore(old.expiresAt()));
        }
        byId.put(exemption.id(), exemption);
        if (byId.size() > EXEMPTIONS_MAX) {
            throw Problem.conflict("The rule '" + rule + "' has " + EXEMPTIONS_MAX
                    + " unexpired exemptions already: delete those that are no longer needed.");
        }
        return replace(byId);
    }

    synchronized void remove(String id, OptionalLong expectedVersion) {
        requireVersion(expectedVersion);
        Map<String, Exemption> byId = new LinkedHashMap<>(snapshot.byId());
        if (byId.remove(id) == null) {
            throw Problem.absent("The rule '" + rule + "' has no exemption '" + id + "'.");
        }
        replace(byId);
    }

    synchronized void ruleChanged() {
        replace(snapshot.byId());
    }

    private long replace(Map<String, Exemption> byId) {
        snapshot = new Snapshot(snapshot.version() + 1, byId, snapshot.suspendedBy());
        return snapshot.version();
    }

    private void requireVersion(OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != snapshot.version()) {
            throw Problem.stale("The rule '" + rule + "' is at version " + snapshot.version() + ", not "
                    + expected.getAsLong() + ": read it again and decide anew.");
        }
    }
}
