package io.headroom.localcloud.gateway;

import io.headroom.localcloud.gateway.GatewaySettings.RateLimitSettings;
import io.headroom.localcloud.wire.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Attack patterns, rate limit per client, load balancer, in this order, on one event loop and a port of loopback. */
public final class Gateway {

    static final String AGENT_HEADER = "X-Headroom-Agent";

    private static final String RATE_LIMIT = "rate-limit";
    private static final String WAF = "waf";
    /** Connections to one instance: more than its queue can hold, so the gateway never is the limit. */
    private static final int CONNECTIONS_MAX = 8192;

    private final Vertx vertx;
    private final Exemptions wafExemptions;
    private final Exemptions rateLimitExemptions;
    private final Balancer balancer;
    private final LongAdder forwarded = new LongAdder();
    private volatile boolean wafEnabled;
    private volatile @Nullable RateLimit rateLimit;
    private @Nullable HttpServer server;

    public Gateway(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.wafExemptions = new Exemptions(WAF, clock);
        this.rateLimitExemptions = new Exemptions(RATE_LIMIT, clock);
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(5_000)
                        .setKeepAliveTimeout(60)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.balancer = new Balancer(client);
    }

    /** Opens the port the first time; a rule whose settings stay the same keeps its version, and its exemptions. */
    public synchronized GatewayView apply(GatewaySettings settings) {
        boolean waf = settings.waf() != null && settings.waf().enabled();
        if (waf != wafEnabled) {
            wafEnabled = waf;
            wafExemptions.ruleChanged();
        }
        RateLimitSettings present = rateLimit == null ? null : rateLimit.settings();
        if (!Objects.equals(settings.rateLimit(), present)) {
            rateLimit = settings.rateLimit() == null ? null : new RateLimit(settings.rateLimit());
            rateLimitExemptions.ruleChanged();
        }
        balancer.beUneven(Boolean.TRUE.equals(settings.uneven()));
        if (server == null) {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            // A client that upgraded would get 100 requests at once and no more.
                            .setHttp2ClearTextEnabled(false)
                            .setAcceptBacklog(4096)
                            .setTcpNoDelay(true))
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return view().orElseThrow();
    }

    /** Absent until it was applied. */
    public synchronized Optional<GatewayView> view() {
        if (server == null) {
            return Optional.empty();
        }
        RateLimit limit = rateLimit;
        GatewayView.RuleView limitView = new GatewayView.RuleView(
                RATE_LIMIT,
                limit != null,
                limit == null ? null : limit.settings().perSecond(),
                limit == null ? null : limit.settings().burst(),
                rateLimitExemptions.view(),
                rateLimitExemptions.suspendedBy(),
                rateLimitExemptions.version());
        GatewayView.RuleView wafView = new GatewayView.RuleView(
                WAF,
                wafEnabled,
                null,
                null,
                wafExemptions.view(),
                wafExemptions.suspendedBy(),
                wafExemptions.version());
        long version = rateLimitExemptions.version() + wafExemptions.version() - 1;
        return Optional.of(new GatewayView("127.0.0.1:" + server.actualPort(), version, List.of(limitView, wafView)));
    }

    /**
     * Exempts the holders of tokens that this key signed.
     *
     * @return the rule's version
     * @throws Problem 404 for an unknown rule, 412 when the rule is at another version than expected
     */
    public long exempt(String rule, String id, byte[] key, Instant expiresAt, OptionalLong expectedVersion) {
        return exemptions(rule).put(new Exemption(id, key, expiresAt), expectedVersion);
    }

    /** @throws Problem 404 for an unknown rule or exemption, 412 when the rule is at another version than expected */
    public void revoke(String rule, String id, OptionalLong expectedVersion) {
        exemptions(rule).remove(id, expectedVersion);
    }

    /**
     * Lets everybody past a rule, in somebody's name.
     *
     * @return the rule's version
     * @throws Problem 404 for an unknown rule, 412 when the rule is at another version than expected
     */
    public long suspend(String rule, String by, OptionalLong expectedVersion) {
        return exemptions(rule).suspend(by, expectedVersion);
    }

    /** @throws Problem 404 for an unknown rule or one that is not suspended, 412 when it is at another version */
    public void resume(String rule, OptionalLong expectedVersion) {
        exemptions(rule).resume(expectedVersion);
    }

    /** The instances that take traffic from now on. */
    public void serve(List<Origin> ready) {
        balancer.serve(ready);
    }

    /** Requests that this instance has not answered yet. */
    public int outstanding(String instance) {
        return balancer.outstanding(instance);
    }

    /** Requests that were given to an instance since the start. */
    public long forwardedTotal() {
        return forwarded.sum();
    }

    private Exemptions exemptions(String rule) {
        return switch (rule) {
            case WAF -> wafExemptions;
            case RATE_LIMIT -> rateLimitExemptions;
            default -> throw Problem.absent("There is no rule '" + rule + "': rules are rate-limit and waf.");
        };
    }

    private void handle(HttpServerRequest request) {
        String token = request.getHeader(AGENT_HEADER);
        if (wafEnabled && Waf.blocks(request.uri(), request.getHeader("User-Agent")) && !wafExemptions.admits(token)) {
            Refusal.ATTACK.send(request);
            return;
        }
        RateLimit limit = rateLimit;
        if (limit != null && !rateLimitExemptions.admits(token)) {
            long nanos = limit.nanosToWait(request.remoteAddress().hostAddress());
            if (nanos > 0) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
                request.response().putHeader("Retry-After", Long.toString(seconds));
                Refusal.TOO_MANY.send(request);
                return;
            }
        }
        Backend backend = balancer.next();
        if (backend == null) {
            Refusal.NO_INSTANCE.send(request);
            return;
        }
        forwarded.increment();
        backend.forward(request);
    }
}
