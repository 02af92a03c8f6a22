package io.headroom.localcloud.api;

import io.headroom.localcloud.database.Database;
import io.headroom.localcloud.gateway.Gateway;
import io.headroom.localcloud.gateway.GatewaySettings;
import io.headroom.localcloud.gateway.GatewayView;
import io.headroom.localcloud.instances.InstanceGroup;
import io.headroom.localcloud.metrics.Metrics;
import io.headroom.localcloud.thirdparty.ThirdParty;
import io.headroom.localcloud.thirdparty.ThirdPartySettings;
import io.headroom.localcloud.wire.Json;
import io.headroom.localcloud.wire.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/…}: JSON in snake case, errors as problem+json, every request with the bearer token. */
public final class CloudApi {

    /** What the API drives. */
    public record Parts(
            Database database, ThirdParty thirdParty, InstanceGroup group, Gateway gateway, Metrics metrics) {}

    /** {@code GET /v1/cloud}; the state is {@code running} or {@code ending}. */
    public record CloudView(String name, long pid, String runId, Instant expiresAt, String state) {}

    private record ExemptionRequest(
            @Nullable String key, @Nullable Instant expiresAt) {}

    private record SuspensionRequest(@Nullable String by) {}

    private record VersionView(long version) {}

    private record Answer(int status, @Nullable Object body) {
        static Answer ok(Object body) {
            return new Answer(200, body);
        }
    }

    private interface Operation {
        Answer run(RoutingContext context);
    }

    private static final int BODY_BYTES_MAX = 64 << 10;
    private static final int KEY_BYTES_MIN = 16;
    private static final System.Logger LOG = System.getLogger(CloudApi.class.getName());

    private final Vertx vertx;
    private final byte[] authorization;
    private final Parts parts;
    private final Supplier<CloudView> cloud;
    private final Runnable destroy;

    /**
     * @param token what requests must bear
     * @param destroy begins the end of the environment, and returns at once
     */
    public CloudApi(Vertx vertx, String token, Parts parts, Supplier<CloudView> cloud, Runnable destroy) {
        this.vertx = vertx;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.parts = parts;
        this.cloud = cloud;
        this.destroy = destroy;
    }

    /** @return the base address, on a port of loopback */
    public String listen() {
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return "http://127.0.0.1:" + server.actualPort();
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(this::authenticate);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
        on(router, HttpMethod.GET, "/v1/cloud", context -> Answer.ok(cloud.get()));
        on(router, HttpMethod.DELETE, "/v1/cloud", context -> {
            destroy.run();
            return new Answer(202, cloud.get());
        });
        routeServices(router);
        routeGroup(router);
        routeGateway(router);
        on(
                router,
                HttpMethod.GET,
                "/v1/metrics",
                context -> Answer.ok(parts.metrics().view()));
        router.route()
                .handler(context -> answer(
                        context,
                        failed(Problem.absent("There is no " + context.request().method() + " "
                                + context.request().path() + "."))));
        return router;
    }

    private void routeServices(Router router) {
        on(
                router,
                HttpMethod.PUT,
                "/v1/database",
                context -> Answer.ok(parts.database().start()));
        on(
                router,
                HttpMethod.GET,
                "/v1/database",
                context -> Answer.ok(parts.database()
                        .view()
                        .orElseThrow(() -> Problem.absent("There is no database yet: PUT /v1/database first."))));
        on(
                router,
                HttpMethod.PUT,
                "/v1/third-party",
                context -> Answer.ok(parts.thirdParty().apply(Json.read(body(context), ThirdPartySettings.class))));
        on(
                router,
                HttpMethod.GET,
                "/v1/third-party",
                context -> Answer.ok(parts.thirdParty()
                        .view()
                        .orElseThrow(() -> Problem.absent("There is no third party yet: PUT /v1/third-party first."))));
    }

    private void routeGroup(Router router) {
        String path = "/v1/instance-groups/profile";
        on(router, HttpMethod.PUT, path, context -> Answer.ok(parts.group().apply(body(context))));
        on(
                router,
                HttpMethod.GET,
                path,
                context -> Answer.ok(parts.group()
                        .view()
                        .orElseThrow(() -> Problem.absent("There is no instance group yet: PUT " + path + " first."))));
        on(
                router,
                HttpMethod.PUT,
                path + "/capacity",
                context -> Answer.ok(parts.group().resize(body(context))));
    }

    private void routeGateway(Router router) {
        on(
                router,
                HttpMethod.PUT,
                "/v1/gateway",
                context -> Answer.ok(parts.gateway().apply(Json.read(body(context), GatewaySettings.class))));
        on(router, HttpMethod.GET, "/v1/gateway", context -> Answer.ok(gatewayView()));
        String exemption = "/v1/gateway/rules/:rule/exemptions/:id";
        on(router, HttpMethod.PUT, exemption, this::exempt);
        on(router, HttpMethod.DELETE, exemption, context -> {
            gatewayView();
            parts.gateway().revoke(parameter(context, "rule"), parameter(context, "id"), expectedVersion(context));
            return new Answer(204, null);
        });
        String suspension = "/v1/gateway/rules/:rule/suspension";
        on(router, HttpMethod.PUT, suspension, this::suspend);
        on(router, HttpMethod.DELETE, suspension, context -> {
            gatewayView();
            parts.gateway().resume(parameter(context, "rule"), expectedVersion(context));
            return new Answer(204, null);
        });
    }

    private Answer suspend(RoutingContext context) {
        gatewayView();
        String by = Json.read(body(context), SuspensionRequest.class).by();
        if (by == null || by.isBlank()) {
            throw Problem.invalid("by is missing: a suspension says whose it is.");
        }
        return Answer.ok(
                new VersionView(parts.gateway().suspend(parameter(context, "rule"), by, expectedVersion(context))));
    }

    private GatewayView gatewayView() {
        return parts.gateway()
                .view()
                .orElseThrow(() -> Problem.absent("There is no gateway yet: PUT /v1/gateway first."));
    }

    private Answer exempt(RoutingContext context) {
        gatewayView();
        ExemptionRequest request = Json.read(body(context), ExemptionRequest.class);
        if (request.expiresAt() == null) {
            throw Problem.invalid("expires_at is missing: an exemption must end by itself.");
        }
        long version = parts.gateway()
                .exempt(
                        parameter(context, "rule"),
                        parameter(context, "id"),
                        key(request.key()),
                        request.expiresAt(),
                        expectedVersion(context));
        return Answer.ok(new VersionView(version));
    }

    private static byte[] key(@Nullable String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64 == null ? "" : base64);
            if (key.length >= KEY_BYTES_MIN) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below, with the same words.
        }
        throw Problem.invalid("key must be the base64 of at least " + KEY_BYTES_MIN + " random bytes.");
    }

    private static OptionalLong expectedVersion(RoutingContext context) {
        String header = context.request().getHeader("If-Match");
        if (header == null || header.equals("*")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(header.replace("\"", "").strip()));
        } catch (NumberFormatException malformed) {
            throw Problem.malformed("If-Match is '" + header + "': give the rule's version, a number.");
        }
    }

    private void authenticate(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        byte[] claimed = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(authorization, claimed)) {
            context.next();
            return;
        }
        answer(
                context,
                failed(new Problem(
                        401,
                        "Unauthorised",
                        "unauthorised",
                        "Send the token of the environment's token file as bearer.")));
    }

    private void on(Router router, HttpMethod method, String path, Operation operation) {
        router.route(method, path)
                .handler(context -> vertx.executeBlocking(() -> attempt(operation, context), false)
                        .onComplete(done ->
                                answer(context, done.succeeded() ? done.result() : failed(unexpected(done.cause())))));
    }

    private static Answer attempt(Operation operation, RoutingContext context) {
        try {
            return operation.run(context);
        } catch (Problem problem) {
            return failed(problem);
        } catch (RuntimeException failure) {
            return failed(unexpected(failure));
        }
    }

    private static Problem unexpected(Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "A request failed", failure);
        return new Problem(500, "Internal error", "internal", "local-cloud failed: " + failure + ".");
    }

    private static Answer failed(Problem problem) {
        return new Answer(problem.status(), problem.body());
    }

    /** The router matched the path, so the parameter is there. */
    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNull(context.pathParam(name));
    }

    private static String body(RoutingContext context) {
        String text = context.body().asString();
        return text == null ? "" : text;
    }

    private static void answer(RoutingContext context, Answer answer) {
        context.response().setStatusCode(answer.status());
        if (answer.body() == null) {
            context.response().end();
            return;
        }
        String mediaType = answer.status() < 400 ? "application/json" : "application/problem+json";
        context.response().putHeader("Content-Type", mediaType).end(Json.write(answer.body()));
    }
}
