package io.headroom.protection.adapter.aws;

import io.headroom.protection.Protection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/**
 * Where a protection's interfaces are. Credentials come from the SDK's default chain: environment, profile, container,
 * instance.
 *
 * @param endpoint where it is not Amazon's own; absent for that
 */
record AwsPlace(String region, @Nullable URI endpoint) {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(5);

    /** Of a call with its retries: three at most, upon throttling and failures of the service. */
    private static final Duration CALL_MAX = Duration.ofSeconds(15);

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_MAX)
            .socketTimeout(ATTEMPT_MAX)
            .build();

    /** One of a kind for each place: restoring makes an adapter for each of its attempts, and a client has threads. */
    private static final Map<Key, Object> CLIENTS = new ConcurrentHashMap<>();

    private record Key(AwsPlace place, Class<?> client) {}

    /** From the coordinates {@code region} and perhaps {@code endpoint}. */
    static AwsPlace of(Protection protection) {
        var endpoint = protection.coordinates().get("endpoint");
        return new AwsPlace(protection.coordinate("region"), endpoint == null ? null : URI.create(endpoint));
    }

    Wafv2Client waf() {
        return one(Wafv2Client.class, () -> client(Wafv2Client.builder()));
    }

    SchedulerClient scheduler() {
        return one(SchedulerClient.class, () -> client(SchedulerClient.builder()));
    }

    AutoScalingClient autoScaling() {
        return one(AutoScalingClient.class, () -> client(AutoScalingClient.builder()));
    }

    ApplicationAutoScalingClient applicationAutoScaling() {
        return one(ApplicationAutoScalingClient.class, () -> client(ApplicationAutoScalingClient.builder()));
    }

    private <C> C one(Class<C> type, Supplier<C> make) {
        return type.cast(CLIENTS.computeIfAbsent(new Key(this, type), key -> make.get()));
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.region(Region.of(region));
        builder.httpClient(HTTP);
        builder.overrideConfiguration(configuration -> configuration
                .apiCallTimeout(CALL_MAX)
                .apiCallAttemptTimeout(ATTEMPT_MAX)
                .retryStrategy(RetryMode.STANDARD));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
