package io.headroom.localcloud.gateway;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.headroom.localcloud.gateway.GatewaySettings.RateLimitSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A token bucket per client address. */
final class RateLimit {

    /** Beyond this many clients all start anew: forgetting is cheaper than running out of memory. */
    private static final int CLIENTS_MAX = 10_000;

    private final RateLimitSettings settings;
    private final Map<String, Bucket> bucketByClient = new ConcurrentHashMap<>();

    RateLimit(RateLimitSettings settings) {
        this.settings = settings;
    }

    RateLimitSettings settings() {
        return settings;
    }

    /** @return zero when the client may pass, else how long until it may */
    long nanosToWait(String client) {
        Bucket bucket = bucketByClient.get(client);
        if (bucket == null) {
            if (bucketByClient.size() >= CLIENTS_MAX) {
                bucketByClient.clear();
            }
            bucket = bucketByClient.computeIfAbsent(client, any -> newBucket());
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(settings.burst()).refillGreedy(settings.perSecond(), Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }
}
