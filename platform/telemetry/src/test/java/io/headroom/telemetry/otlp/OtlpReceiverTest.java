package io.headroom.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.trace.Source;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.TraceId;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final OtlpLimits LIMITS =
            new OtlpLimits(20_000, 100_000, 32, 1_000_000, Duration.ofSeconds(1), 5, 4, 100);

    private final List<Span> spans = new ArrayList<>();
    private final List<MetricPoint> points = new ArrayList<>();
    private final OtlpReceiver receiver = receiver(LIMITS);

    /** As an agent sends it, by OTLP's example in JSON: unknown names, numbers as text, ids in hexadecimal of either case. */
    private static final String AS_JSON = """
            {"resourceSpans": [{
              "resource": {"attributes": [
                {"key": "service.name", "value": {"stringValue": "shop"}},
                {"key": "service.instance.id", "value": {"stringValue": "shop-1"}},
                {"key": "cloud.availability_zone", "value": {"stringValue": "b"}}]},
              "scopeSpans": [{
                "scope": {"name": "io.quarkus", "version": "1"},
                "spans": [{
                  "traceId": "484E65D3FBE8AD0102a1b2c3d4e5f607", "spanId": "EEE19B7EC3C1B174", "parentSpanId": "eee19b7ec3c1b173",
                  "name": "GET /a", "kind": 2, "flags": 257, "ofTheFuture": {"x": [1, {}]}, "traceState": null,
                  "startTimeUnixNano": "1544712660000000000", "endTimeUnixNano": 1544712661000000000,
                  "attributes": [
                    {"key": "http.response.status_code", "value": {"intValue": "503"}},
                    {"key": "retried", "value": {"boolValue": true}}],
                  "events": [{"timeUnixNano": "1544712660500000000", "name": "exception",
                    "attributes": [{"key": "exception.type", "value": {"stringValue": "java.io.IOException"}}]}],
                  "status": {"code": 2}}]}]}]}
            """;

    @Test
    void bothEncodingsPlainAndByGzipTellTheSame() throws Exception {
        byte[] protobuf = protobuf(AS_JSON);

        OtlpAnswer plain = receiver.traces(new OtlpRequest(PROTOBUF, null, protobuf));
        OtlpAnswer zipped = receiver.traces(new OtlpRequest(PROTOBUF, "gzip", gzip(protobuf)));
        OtlpAnswer json = receiver.traces(new OtlpRequest(JSON + "; charset=utf-8", null, utf8(AS_JSON)));
        OtlpAnswer jsonZipped = receiver.traces(new OtlpRequest(JSON, "GZIP", gzip(utf8(AS_JSON))));

        assertThat(List.of(plain, zipped, json, jsonZipped))
                .extracting(OtlpAnswer::status)
                .containsOnly(200);
        assertThat(plain.body()).isEmpty();
        assertThat(text(json)).isEqualTo("{}");
        assertThat(json.contentType()).isEqualTo(JSON);
        assertThat(spans).hasSize(4).allSatisfy(span -> {
            assertThat(span.trace()).isEqualTo(new TraceId(0x484e_65d3_fbe8_ad01L, 0x02a1_b2c3_d4e5_f607L));
            assertThat(span.id()).isEqualTo(0xeee1_9b7e_c3c1_b174L);
            assertThat(span.parent()).isEqualTo(0xeee1_9b7e_c3c1_b173L);
            assertThat(span.kind()).isEqualTo(Span.Kind.SERVER);
            assertThat(span.durationNanos()).isEqualTo(1_000_000_000);
            assertThat(span.source()).isEqualTo(new Source("shop", "shop-1", "b"));
            assertThat(span.failure()).isEqualTo("503");
            assertThat(span.attributes().asMap()).isEqualTo(Map.of("http.response.status_code", 503L, "retried", true));
            assertThat(span.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.name()).isEqualTo("exception"));
        });
        assertThat(receiver.counts().of(Count.SPANS_ACCEPTED)).isEqualTo(4);
    }

    @Test
    void theGoodPartOfABatchIsTaken_andTheAnswerSaysHowMuchWasNot() throws Exception {
        io.opentelemetry.proto.trace.v1.Span good = span(1).build();
        byte[] body = export(
                        good,
                        span(0).build(),
                        span(2).setTraceId(ByteString.copyFrom(new byte[3])).build(),
                        span(3).setEndTimeUnixNano(1).build())
                .toByteArray();

        OtlpAnswer answer = receiver.traces(new OtlpRequest(PROTOBUF, null, body));

        assertThat(answer.status()).isEqualTo(200);
        var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(3);
        assertThat(partial.getErrorMessage())
                .isEqualTo(
                        "3 left out; the first: span \"s0\" has no trace id of 16 bytes and span id of 8 that are not all zero");
        assertThat(spans).extracting(Span::id).containsExactly(1L);
        assertThat(receiver.counts().all())
                .containsEntry(Count.SPANS_ACCEPTED, 1L)
                .containsEntry(Count.REJECTED_WITHOUT_IDENTITY, 2L)
                .containsEntry(Count.REJECTED_WITHOUT_TIME, 1L);
    }

    @Test
    void spansAboveTheLimitAreLeftOut_inJsonAsWell() {
        var many = new io.opentelemetry.proto.trace.v1.Span[7];
        for (int i = 0; i < many.length; i++) {
            many[i] = span(i + 1).build();
        }
        OtlpAnswer answer =
                receiver.traces(new OtlpRequest(PROTOBUF, null, export(many).toByteArray()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(spans).hasSize(5);
        assertThat(receiver.counts().of(Count.REJECTED_ABOVE_LIMIT)).isEqualTo(2);
        String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}";
        assertThat(text(receiver.traces(new OtlpRequest(JSON, null, utf8(json)))))
                .startsWith(
                        "{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"1 left out; the first: span \\\"x\\\"");
    }

    @Test
    void whatNobodyCanReadIsRefusedWithAStatusInTheSendersEncoding() throws Exception {
        byte[] good = export(span(1).build()).toByteArray();

        refused(PROTOBUF, null, java.util.Arrays.copyOf(good, good.length - 3), 400, "The body is no protobuf of OTLP");
        refused(PROTOBUF, "gzip", good, 400, "The body is said to be gzip and is not");
        refused(
                PROTOBUF,
                "gzip",
                java.util.Arrays.copyOf(gzip(good), 30),
                400,
                "The body is said to be gzip and is not, or ends early");
        refused(PROTOBUF, "br", good, 415, "The content encoding is \"br\": send gzip or none.");
        refused("text/plain", null, good, 415, "The content type is \"text/plain\"");
        refused(null, null, good, 415, "The content type is \"\"");
        refused(JSON, null, utf8("{\"resourceSpans\": ["), 400, "The body is no JSON");
        refused(JSON, null, utf8("[]"), 400, "The body is no JSON object");
        refused(JSON, null, utf8("{\"resourceSpans\": 7}"), 400, "resourceSpans cannot be 7");
        refused(JSON, null, utf8(AS_JSON.replace("EEE19B7EC3C1B174", "xyz")), 400, "spanId cannot be \"xyz\"");
        refused(JSON, null, utf8(AS_JSON.replace("\"kind\": 2", "\"kind\": {}")), 400, "kind cannot be {…}");
        assertThat(spans).isEmpty();
        assertThat(receiver.counts().of(Count.REFUSED_MALFORMED)).isEqualTo(8);
        assertThat(receiver.counts().of(Count.REFUSED_UNSUPPORTED_TYPE)).isEqualTo(2);
    }

    @Test
    void whatIsTooLargeIsRefused_beforeAndAfterInflation() throws Exception {
        refused(PROTOBUF, null, new byte[20_001], 413, "The body is 20,001 bytes, above 20,000");
        refused(PROTOBUF, "gzip", gzip(new byte[10_000_000]), 413, "The body is more than 100,000 bytes without gzip");
    }

    @Test
    void aBodyThatWouldBecomeFarMoreThanItsSizeIsRefusedBeforeItDoes() throws Exception {
        String json = "{},".repeat(1_000) + "{}";

        refused(PROTOBUF, null, scopeOf(new byte[] {0x12, 0}, 1_000), 413, "The body has more than 120 parts");
        refused(PROTOBUF, null, scopeOf(new byte[] {0x12, 2, 0x4A, 0}, 1_000), 413, "The body has more than 120 parts");
        refused(
                JSON,
                null,
                utf8("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [" + json + "]}]}]}"),
                413,
                "The body has more than 120 parts");
        assertThat(receiver.traces(new OtlpRequest(PROTOBUF, null, scopeOf(new byte[] {0x12, 0}, 20)))
                        .status())
                .as("20 without identity, 15 of them above the limit")
                .isEqualTo(200);
        assertThat(receiver.counts().of(Count.REJECTED_ABOVE_LIMIT)).isEqualTo(15);
        assertThat(receiver.metrics(new OtlpRequest(PROTOBUF, null, scopeOf(new byte[] {0x12, 0}, 1_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void roomIsReservedBeforeABodyIsInflated_whateverItsSenderSaysOfItsSize() {
        OtlpReceiver small = receiver(new OtlpLimits(20_000, 100_000, 32, 50_000, Duration.ofSeconds(2), 5, 4, 100));
        byte[] damaged = gzip(new byte[90_000]);
        damaged[damaged.length / 2] ^= 0x55;
        byte[] ofAnotherSize = gzip(new byte[90_000]);
        ofAnotherSize[ofAnotherSize.length - 4] = 10;
        ofAnotherSize[ofAnotherSize.length - 3] = 0;
        ofAnotherSize[ofAnotherSize.length - 2] = 0;

        assertThat(small.traces(new OtlpRequest(PROTOBUF, "gzip", damaged)).status())
                .as("nobody looked whether it is damaged")
                .isEqualTo(429);
        assertThat(small.traces(new OtlpRequest(PROTOBUF, "gzip", ofAnotherSize))
                        .status())
                .isEqualTo(429);
        for (int i = 0; i < 3; i++) {
            assertThat(small.traces(new OtlpRequest(PROTOBUF, "gzip", gzip(utf8("damaged".repeat(4_000)))))
                            .status())
                    .as("room is given back")
                    .isEqualTo(400);
        }
    }

    @Test
    void valuesNestedWithoutEndAreRefused() throws Exception {
        AnyValue.Builder value = AnyValue.newBuilder().setStringValue("x");
        StringBuilder json = new StringBuilder("{\"stringValue\": \"x\"}");
        for (int i = 0; i < 60; i++) {
            value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
            json.insert(0, "{\"arrayValue\": {\"values\": [").append("]}}");
        }
        io.opentelemetry.proto.trace.v1.Span deep = span(1).addAttributes(
                        KeyValue.newBuilder().setKey("deep").setValue(value))
                .build();

        refused(PROTOBUF, null, export(deep).toByteArray(), 400, "The body is no protobuf of OTLP");
        refused(
                JSON,
                null,
                utf8("{\"resourceSpans\": [{\"resource\": {\"attributes\": [{\"key\": \"k\", \"value\": " + json
                        + "}]}}]}"),
                400,
                "The body is no JSON");
    }

    @Test
    void whoComesWhileTooMuchIsBeingReadIsAskedToComeAgain() {
        OtlpReceiver small = receiver(new OtlpLimits(20_000, 100_000, 32, 100, Duration.ofSeconds(2), 5, 4, 100));

        OtlpAnswer answer = small.traces(new OtlpRequest(JSON, null, utf8(AS_JSON)));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(text(answer)).contains("\"code\":8", "come again in 2 s");
        assertThat(small.counts().of(Count.REFUSED_TOO_MANY_AT_ONCE)).isEqualTo(1);
        assertThat(small.traces(new OtlpRequest(JSON, null, utf8("{}"))).status())
                .as("room is given back")
                .isEqualTo(200);
    }

    @Test
    void attributesAndTextsKeepWithinLimits() {
        io.opentelemetry.proto.trace.v1.Span.Builder span = span(1).setName("n".repeat(500));
        for (int i = 0; i < 10; i++) {
            span.addAttributes(attribute("a" + i, "v".repeat(200)));
        }
        receiver.traces(new OtlpRequest(PROTOBUF, null, export(span.build()).toByteArray()));

        assertThat(spans).singleElement().satisfies(read -> {
            assertThat(read.name()).hasSize(100).endsWith("…");
            assertThat(read.attributes().asMap()).hasSize(4).containsEntry("a0", "v".repeat(99) + "…");
        });
        assertThat(receiver.counts().of(Count.ATTRIBUTES_LEFT_OUT)).isEqualTo(6);
        assertThat(receiver.counts().of(Count.TEXTS_SHORTENED)).isEqualTo(5);
    }

    @Test
    void whateverBytesCome_anAnswerGoes() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = protobuf(AS_JSON);
        for (int i = 0; i < 20_000; i++) {
            boolean json = random.nextBoolean();
            byte[] body = (json ? utf8(AS_JSON) : good).clone();
            for (int k = random.nextInt(1, 6); k > 0; k--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            OtlpAnswer answer = receiver.traces(new OtlpRequest(json ? JSON : PROTOBUF, null, body));
            assertThat(answer.status()).as("seed %d, body %d", seed, i).isIn(200, 400);
        }
        System.out.println("20,000 damaged bodies, seed " + seed);
    }

    @Test
    void metricsAreReadAndWhatIsNotSupportedIsLeftOut() throws Exception {
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "shop")))
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("jvm.memory.used")
                                        .setUnit("By")
                                        .setGauge(Gauge.newBuilder()
                                                .addDataPoints(NumberDataPoint.newBuilder()
                                                        .setTimeUnixNano(7)
                                                        .setAsInt(1 << 20))))
                                .addMetrics(Metric.newBuilder()
                                        .setName("old")
                                        .setSummary(Summary.newBuilder()
                                                .addDataPoints(SummaryDataPoint.getDefaultInstance())))))
                .build();

        OtlpAnswer answer = receiver.metrics(new OtlpRequest(PROTOBUF, null, request.toByteArray()));

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.name()).isEqualTo("jvm.memory.used");
            assertThat(point.value()).isEqualTo(1 << 20);
            assertThat(point.source().service()).isEqualTo("shop");
        });
        var partial = ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("metric \"old\" is an exponential histogram or a summary");
    }

    @Test
    void aSumThatMayShrinkIsALevel_oneThatOnlyGrowsACounter() throws Exception {
        NumberDataPoint point =
                NumberDataPoint.newBuilder().setTimeUnixNano(7).setAsInt(3).build();
        Sum.Builder sum = Sum.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(point);
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("connections")
                                        .setSum(sum))
                                .addMetrics(Metric.newBuilder()
                                        .setName("cpu")
                                        .setSum(sum.clone().setIsMonotonic(true)))))
                .build();

        receiver.metrics(new OtlpRequest(PROTOBUF, null, request.toByteArray()));

        assertThat(points)
                .extracting(MetricPoint::kind)
                .containsExactly(MetricPoint.Kind.LEVEL, MetricPoint.Kind.COUNTER);
        assertThat(points.getLast().cumulative()).isTrue();
    }

    private OtlpReceiver receiver(OtlpLimits limits) {
        return new OtlpReceiver(limits, spans::addAll, points::addAll);
    }

    private void refused(String type, String encoding, byte[] body, int status, String beginning) throws IOException {
        OtlpAnswer answer = receiver.traces(new OtlpRequest(type, encoding, body));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.retryAfter()).isEmpty();
        if (JSON.equals(type)) {
            assertThat(answer.contentType()).isEqualTo(JSON);
            assertThat(text(answer)).startsWith("{\"code\":").contains(beginning.replace("\"", "\\\""));
        } else {
            assertThat(answer.contentType()).isEqualTo(PROTOBUF);
            assertThat(text(answer)).contains(beginning);
        }
    }

    /** An export, of spans or of metrics, whose one scope is these bytes so many times. */
    private static byte[] scopeOf(byte[] bytes, int times) {
        ByteArrayOutputStream scope = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            scope.writeBytes(bytes);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.getDefaultInstance())
                        .addScopeSpans(parsed(scope.toByteArray())))
                .build()
                .toByteArray();
    }

    private static ScopeSpans parsed(byte[] scope) {
        try {
            return ScopeSpans.parseFrom(scope);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ExportTraceServiceRequest export(io.opentelemetry.proto.trace.v1.Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
                .build();
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder span(int id) {
        return io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {0x48, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1}))
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) id}))
                .setName("s" + id)
                .setStatus(Status.getDefaultInstance())
                .setStartTimeUnixNano(1_000)
                .setEndTimeUnixNano(2_000);
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return zipped.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OtlpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The same document in the other encoding. */
    private static byte[] protobuf(String json) throws Refusal {
        Message.Builder message = ExportTraceServiceRequest.newBuilder();
        JsonMessages.read(utf8(json), message, LIMITS);
        return message.build().toByteArray();
    }
}
