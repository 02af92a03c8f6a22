package io.headroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.PlatformUnderTest;
import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.otlp.OtlpLimits;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Calls over gRPC, frame by frame as its protocol describes them. */
@QuarkusTest
@QuarkusTestResource(PlatformUnderTest.class)
class OtlpGrpcTest {
    private static final String TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    @Inject
    Vertx vertx;

    @Inject
    OtlpGrpc grpc;

    @Inject
    Telemetry telemetry;

    private record Ended(String status, String message, Buffer body) {}

    @Test
    void anExportIsTaken_plainAndByGzip() throws Exception {
        byte[] message = export();
        long before = telemetry.receiver().counts().of(Count.SPANS_ACCEPTED);

        Ended plain = call(TRACES, GrpcFrame.of(message), "identity");
        Ended compressed = call(TRACES, GrpcFrame.of(gzip(message)).setByte(0, (byte) 1), "gzip");

        assertThat(plain.status()).isEqualTo("0");
        assertThat(compressed.status()).isEqualTo("0");
        assertThat(GrpcFrame.isOneMessage(plain.body())).isTrue();
        assertThat(ExportTraceServiceResponse.parseFrom(GrpcFrame.message(plain.body()))
                        .hasPartialSuccess())
                .isTrue();
        assertThat(telemetry.receiver().counts().of(Count.SPANS_ACCEPTED)).isEqualTo(before);
    }

    @Test
    void whatCannotBeTakenEndsWithTheStatusThatTheSpecificationAsksFor() throws Exception {
        byte[] tooLarge = new byte[OtlpLimits.STANDARD.bodyBytesMax() + 1];

        assertThat(call(TRACES, GrpcFrame.of(new byte[] {1, 2, 3}), "identity").status())
                .isEqualTo("3");
        assertThat(call(TRACES, Buffer.buffer(new byte[] {0, 0, 0, 0, 9, 1}), "identity"))
                .extracting(Ended::status, Ended::message)
                .containsExactly("3", "The%20body%20is%20not%20one%20message.");
        assertThat(call(TRACES, GrpcFrame.of(export()).setByte(0, (byte) 1), "br")
                        .status())
                .isEqualTo("12");
        assertThat(call("/a.Service/Method", GrpcFrame.of(export()), "identity").status())
                .isEqualTo("12");
        assertThat(call(TRACES, GrpcFrame.of(tooLarge), "identity").status()).isEqualTo("8");
    }

    private Ended call(String method, Buffer body, String encoding) throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        try {
            return client.request(HttpMethod.POST, grpc.port(), "127.0.0.1", method)
                    .compose(request -> request.putHeader("Content-Type", "application/grpc")
                            .putHeader("TE", "trailers")
                            .putHeader("grpc-encoding", encoding)
                            .send(body))
                    .compose(response -> response.body().map(answer -> ended(response, answer)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    private static Ended ended(HttpClientResponse response, Buffer body) {
        return new Ended(response.getTrailer("grpc-status"), String.valueOf(response.getTrailer("grpc-message")), body);
    }

    /** One span, without an identity: it is left out, and the answer says so. */
    private static byte[] export() {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder().setName("GET /a"))))
                .build()
                .toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
