package io.headroom.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.headroom.telemetry.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
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
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quick way reads what the long way reads: the same spans, the same counts, the same answers, of good bodies and of damaged ones. */
class SpanScanTest {
    private static final OtlpLimits LIMITS =
            new OtlpLimits(20_000, 100_000, 32, 1_000_000, Duration.ofSeconds(1), 6, 4, 40);

    private static final byte[] BODY = ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(resource("shop")
                    .addScopeSpans(scope().addSpans(usual(1))
                            .addSpans(usual(2).setName("é".repeat(30)))
                            .addSpans(usual(3).setStatus(
                                            Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR)))
                            .addSpans(usual(4).addEvents(io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                                    .setTimeUnixNano(5)
                                    .setName("exception")))))
            .addResourceSpans(resource("stock")
                    .addScopeSpans(scope().addSpans(usual(5).addAttributes(attribute(
                                    "list",
                                    AnyValue.newBuilder()
                                            .setArrayValue(
                                                    ArrayValue.newBuilder().addValues(text("a"))))))
                            .addSpans(usual(6).setName("n".repeat(50)))
                            .addSpans(usual(7).clearTraceId())
                            .addSpans(usual(8).addAttributes(attribute("many", text("m")))
                                    .addAttributes(attribute("more", text("m"))))))
            .build()
            .toByteArray();

    @Test
    void aUsualSpanIsReadWithoutItsMessage() throws Exception {
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(resource("shop")
                        .addScopeSpans(scope().addSpans(usual(1)).addSpans(usual(2))))
                .build()
                .toByteArray();
        IntakeCounts counts = new IntakeCounts();
        // whoever needs a message needs a depth
        OtlpLimits noMessages = new OtlpLimits(20_000, 100_000, 5, 1_000_000, Duration.ofSeconds(1), 6, 4, 40);

        Batch<Span> batch = new SpanScan(body, new TextCache(), noMessages, new MessageTexts(noMessages, counts))
                .read(new SpanReader(noMessages, counts), new Batch<>(counts, 6));

        assertThat(batch.accepted()).hasSize(2);
        assertThat(batch.accepted().getFirst().attributes().asMap())
                .containsEntry("db.system", "postgresql")
                .containsEntry("rows", 7L)
                .containsEntry("cached", true);
        assertThat(told(batch.accepted())).isEqualTo(told(longWay(body, counts)));
        assertThat(batch.accepted().getLast().attributes().text("db.system"))
                .isSameAs(batch.accepted().getFirst().attributes().text("db.system"));
    }

    /** The conventions: who asked fails from 400 on, who answered from 500 on, unless the span itself says that all is well. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            3, 0, 429, 429
            3, 0, 503, 503
            3, 0, 200, -
            3, 1, 404, -
            2, 0, 404, -
            2, 0, 500, 500
            1, 0, 500, -
            3, 0, 700, -
            """)
    void anAnswersStatusIsAFailure_thoughTheSpanDoesNotSaySo(
            int kind, int code, long answered, @Nullable String failure) throws Exception {
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(resource("shop")
                        .addScopeSpans(scope().addSpans(usual(1).setKindValue(kind)
                                .setStatus(Status.newBuilder().setCodeValue(code))
                                .addAttributes(attribute(
                                        "http.response.status_code",
                                        AnyValue.newBuilder().setIntValue(answered))))))
                .build()
                .toByteArray();
        List<Span> quick = new ArrayList<>();
        new OtlpReceiver(LIMITS, quick::addAll, points -> {})
                .traces(new OtlpRequest("application/x-protobuf", null, body));

        assertThat(quick).extracting(Span::failure).containsExactly(failure);
        assertThat(longWay(body, new IntakeCounts())).extracting(Span::failure).containsExactly(failure);
    }

    @Test
    void bothWaysReadTheSame_alsoOfDamagedBodies() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        List<Span> quick = new ArrayList<>();
        OtlpReceiver receiver = new OtlpReceiver(LIMITS, quick::addAll, points -> {});
        for (int i = 0; i < 20_000; i++) {
            byte[] body = BODY.clone();
            for (int k = random.nextInt(0, 4); k > 0; k--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            quick.clear();
            IntakeCounts counts = new IntakeCounts();
            OtlpAnswer answer = receiver.traces(new OtlpRequest("application/x-protobuf", null, body));
            List<Span> exact = longWay(body, counts);
            assertThat(answer.status() == 200).as("body %d of seed %d", i, seed).isEqualTo(exact != null);
            if (exact != null) {
                accepted++;
                assertThat(told(quick)).as("body %d of seed %d", i, seed).isEqualTo(told(exact));
            }
        }
        System.out.println("20,000 damaged bodies both ways, " + accepted + " accepted, seed " + seed);
        assertThat(accepted).isGreaterThan(5_000);
    }

    @Test
    void aCollectorsBatchOfManyProcessesIsReadWithEachSpanAtItsOwn_inBothEncodings() throws Exception {
        OtlpLimits limits = OtlpLimits.STANDARD;
        List<Span> read = new ArrayList<>();
        OtlpReceiver receiver = new OtlpReceiver(limits, read::addAll, points -> {});
        ExportTraceServiceRequest.Builder batch = ExportTraceServiceRequest.newBuilder();
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            batch.addResourceSpans(resource("shop-" + i)
                    .addScopeSpans(scope().addSpans(usual(1)).addSpans(usual(2))));
            json.append(i == 0 ? "" : ",").append("""
                    {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop-%d"}}]},
                     "scopeSpans": [{"spans": [{"traceId": "48010203040506070809101112131415", "spanId": "00000000000001%02x",
                       "name": "SELECT shop", "kind": 3, "startTimeUnixNano": "1000", "endTimeUnixNano": "1001"}]}]}
                    """.formatted(i, i + 1));
        }

        OtlpAnswer protobuf = receiver.traces(new OtlpRequest(
                "application/x-protobuf", "gzip", gzip(batch.build().toByteArray())));
        List<String> services =
                read.stream().map(span -> span.source().service()).distinct().toList();
        int spans = read.size();
        read.clear();
        OtlpAnswer asJson = receiver.traces(new OtlpRequest(
                "application/json",
                "gzip",
                gzip(("{\"resourceSpans\": [" + json + "]}").getBytes(StandardCharsets.UTF_8))));

        assertThat(List.of(protobuf.status(), asJson.status())).containsOnly(200);
        assertThat(spans).isEqualTo(400);
        assertThat(services).hasSize(200);
        assertThat(read).hasSize(200);
        assertThat(read.getLast().source().service()).isEqualTo("shop-199");
    }

    @Test
    void whatIsLeftOutIsCountedOnce() throws Exception {
        IntakeCounts counts = new IntakeCounts();
        longWay(BODY, counts);
        OtlpReceiver receiver = new OtlpReceiver(LIMITS, spans -> {}, points -> {});

        receiver.traces(new OtlpRequest("application/x-protobuf", null, BODY));

        counts.all()
                .forEach((count, much) ->
                        assertThat(receiver.counts().of(count)).as(count.name()).isEqualTo(much));
    }

    private static @org.jspecify.annotations.Nullable List<Span> longWay(byte[] body, IntakeCounts counts) {
        ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
        try {
            CodedInputStream in = CodedInputStream.newInstance(body);
            in.setRecursionLimit(LIMITS.depthMax());
            message.mergeFrom(in);
            in.checkLastTagWas(0);
        } catch (IOException malformed) {
            return null;
        }
        return new SpanReader(LIMITS, counts).read(message.build()).accepted();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** All but what they weigh. */
    private static List<String> told(List<Span> spans) {
        return spans.stream()
                .map(span -> span.toString().replaceAll("bytes=\\d+", ""))
                .toList();
    }

    private static ResourceSpans.Builder resource(String service) {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAttributes(attribute("service.name", text(service)))
                        .addAttributes(
                                attribute("process.pid", AnyValue.newBuilder().setIntValue(17))))
                .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0");
    }

    private static ScopeSpans.Builder scope() {
        return ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("jdbc").setVersion("2.20"));
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder usual(int id) {
        return io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {72, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}))
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 1, (byte) id}))
                .setParentSpanId(ByteString.copyFrom(new byte[] {-1, 0, 0, 0, 0, 0, 1, 9}))
                .setTraceState("ot=th:8")
                .setName("SELECT shop")
                .setKindValue(3)
                .setStartTimeUnixNano(1_000)
                .setEndTimeUnixNano(1_000 + id)
                .setFlags(0x101)
                .addAttributes(attribute("db.system", text("postgresql")))
                .addAttributes(attribute("rows", AnyValue.newBuilder().setIntValue(7)))
                .addAttributes(attribute("cached", AnyValue.newBuilder().setBoolValue(true)));
    }

    private static AnyValue.Builder text(String text) {
        return AnyValue.newBuilder().setStringValue(text);
    }

    private static KeyValue attribute(String name, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(name).setValue(value).build();
    }
}
