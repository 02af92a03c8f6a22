package io.headroom.platform.telemetry;

import io.headroom.telemetry.otlp.OtlpAnswer;
import io.headroom.telemetry.otlp.OtlpLimits;
import io.headroom.telemetry.otlp.OtlpRequest;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * OTLP over gRPC, on a port of its own. Its two methods are unary: one message there, one back, over HTTP/2 with trailers, which the platform's web server speaks without any gRPC library.
 */
@ApplicationScoped
class OtlpGrpc {

    private static final Logger LOG = Logger.getLogger(OtlpGrpc.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int ANY_FREE = -1;

    private final Vertx vertx;
    private final OtlpSettings settings;
    private final OtlpIntake intake;
    private final Map<String, OtlpSignal> methods;
    private @Nullable HttpServer server;

    OtlpGrpc(Vertx vertx, OtlpSettings settings, OtlpIntake intake) {
        this.vertx = vertx;
        this.settings = settings;
        this.intake = intake;
        this.methods = Map.of(
                "/opentelemetry.proto.collector.trace.v1.TraceService/Export", OtlpSignal.TRACES,
                "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", OtlpSignal.METRICS);
    }

    /** A port that is taken is no reason not to start: services can send by HTTP. */
    void listen(@Observes StartupEvent start) {
        if (settings.grpcPort() == 0) {
            return;
        }
        int port = settings.grpcPort() == ANY_FREE ? 0 : settings.grpcPort();
        HttpServer listening = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(this::call);
        try {
            server =
                    listening.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            LOG.warnf(
                    "OTLP over gRPC is off: port %d cannot be had (%s); send by HTTP, or set HEADROOM_OTLP_GRPC_PORT to another port or to 0",
                    port, String.valueOf(failure.getCause()));
        }
    }

    /** Where it listens; 0 if it does not. */
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void call(HttpServerRequest request) {
        OtlpSignal signal = methods.get(request.path());
        String type = request.getHeader("Content-Type");
        if (signal == null || type == null || !type.startsWith("application/grpc")) {
            end(request, new GrpcStatus(GrpcStatus.UNIMPLEMENTED, "There is no method " + request.path() + "."));
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > OtlpLimits.STANDARD.bodyBytesMax() + GrpcFrame.HEAD_BYTES) {
                request.handler(rest -> {});
                request.endHandler(unused -> {});
                end(
                        request,
                        new GrpcStatus(
                                GrpcStatus.RESOURCE_EXHAUSTED, "The message is too large: send smaller batches."));
            }
        });
        request.endHandler(unused -> take(request, signal, body));
    }

    private void take(HttpServerRequest request, OtlpSignal signal, Buffer body) {
        if (!GrpcFrame.isOneMessage(body)) {
            end(request, new GrpcStatus(GrpcStatus.INVALID_ARGUMENT, "The body is not one message."));
            return;
        }
        String encoding = GrpcFrame.isCompressed(body) ? request.getHeader("grpc-encoding") : null;
        OtlpRequest export = new OtlpRequest(PROTOBUF, encoding, GrpcFrame.message(body));
        vertx.executeBlocking(() -> intake.take(signal, export), false).onComplete(taken -> {
            if (taken.failed()) {
                LOG.errorf(taken.cause(), "a request over gRPC failed");
                end(request, new GrpcStatus(GrpcStatus.INTERNAL, "The platform failed; its log says why."));
            } else {
                end(request, taken.result());
            }
        });
    }

    private static void end(HttpServerRequest request, OtlpAnswer answer) {
        GrpcStatus status = GrpcStatus.of(answer);
        HttpServerResponse response = response(request);
        status.write(response.trailers(), answer);
        if (status.code() == GrpcStatus.OK) {
            response.end(GrpcFrame.of(answer.body()));
        } else {
            response.end();
        }
    }

    private static void end(HttpServerRequest request, GrpcStatus status) {
        HttpServerResponse response = response(request);
        status.write(response.trailers());
        response.end();
    }

    private static HttpServerResponse response(HttpServerRequest request) {
        return request.response().putHeader("Content-Type", "application/grpc").setChunked(true);
    }
}
