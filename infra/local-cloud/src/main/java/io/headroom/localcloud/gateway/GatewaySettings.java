package io.headroom.localcloud.gateway;

import io.headroom.localcloud.wire.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do; a part that is left out is off.
 *
 * @param rateLimit requests per second and client address
 * @param waf attack patterns
 * @param uneven whether the balancer gives half of all requests to one instance
 */
public record GatewaySettings(
        @Nullable RateLimitSettings rateLimit,
        @Nullable WafSettings waf,
        @Nullable Boolean uneven) {

    /**
     * @param perSecond requests each client may send on average, at least 1
     * @param burst requests a client that was quiet may send at once, at least 1
     */
    public record RateLimitSettings(long perSecond, long burst) {
        public RateLimitSettings {
            if (perSecond < 1 || burst < 1) {
                throw Problem.invalid("rate_limit is per_second " + perSecond + ", burst " + burst
                        + ": give at least 1 for each, or leave rate_limit out to switch it off.");
            }
        }
    }

    public record WafSettings(boolean enabled) {}
}
