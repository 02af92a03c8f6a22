package io.headroom.localcloud.gateway;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as the API shows it.
 *
 * @param address host and port that clients use
 * @param version moves with every change of any rule
 */
public record GatewayView(String address, long version, List<RuleView> rules) {

    /** @param suspendedBy who lets everybody past; absent if nobody does */
    public record RuleView(
            String name,
            boolean enabled,
            @Nullable Long perSecond,
            @Nullable Long burst,
            List<ExemptionView> exemptions,
            @Nullable String suspendedBy,
            long version) {}

    public record ExemptionView(String id, Instant expiresAt) {}
}
