package io.headroom.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.trace.Dependency;
import io.headroom.telemetry.trace.LoadStepId;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Spans that OpenTelemetry's own Java SDK made, as its own exporters write them. */
class SdkSpansTest {
    /** What the load engine sends: session {@code run-1}, step 258. */
    private static final SpanContext LOAD_ENGINE = SpanContext.createFromRemoteParent(
            "484e65d3fbe8ad0102a1b2c3d4e5f607", "00000000000000ff", TraceFlags.getSampled(), TraceState.getDefault());

    private final List<Span> read = new ArrayList<>();
    private final OtlpReceiver receiver = new OtlpReceiver(OtlpLimits.STANDARD, read::addAll, points -> {});

    @Test
    void areReadInBothEncodings() throws Exception {
        TraceRequestMarshaler request = TraceRequestMarshaler.create(aRequestThatFails());
        ByteArrayOutputStream protobuf = new ByteArrayOutputStream();
        request.writeBinaryTo(protobuf);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        request.writeJsonTo(json);

        assertThat(trace("application/x-protobuf", protobuf.toByteArray()))
                .isEqualTo(trace("application/json", json.toByteArray()));
    }

    /** Told in one line, so that both encodings are compared in all that is read; what spans weigh differs, as texts of one are shared. */
    private String trace(String type, byte[] body) {
        read.clear();
        OtlpAnswer answer = receiver.traces(new OtlpRequest(type, null, body));
        assertThat(answer.status()).isEqualTo(200);
        Trace trace = Trace.of(read).orElseThrow();
        assertThat(trace.size()).isEqualTo(2);
        assertThat(trace.isComplete()).isTrue();
        assertThat(LoadStepId.of(trace.id())).contains(new LoadStepId(LoadStepId.sessionNumber("run-1"), 258));
        Span root = trace.span(trace.root());
        assertThat(root.kind()).isEqualTo(Span.Kind.SERVER);
        assertThat(root.failure()).isEqualTo("java.lang.IllegalStateException");
        assertThat(root.source().service()).isEqualTo("shop");
        Span query = trace.span(trace.lastChild(trace.root()));
        assertThat(query.durationNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(Dependency.of(query))
                .isEqualTo(new Dependency(Dependency.Kind.DATABASE, "postgresql", "select a from t where id = ?"));
        return read.toString().replaceAll(", bytes=\\d+", "");
    }

    private static Collection<SpanData> aRequestThatFails() {
        List<SpanData> made = new ArrayList<>();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(
                        io.opentelemetry.api.common.Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
                .addSpanProcessor(SimpleSpanProcessor.create(new Collecting(made)))
                .build();
        Tracer tracer = provider.get("test");
        io.opentelemetry.api.trace.Span request = tracer.spanBuilder("GET /a")
                .setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(LOAD_ENGINE)))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .setAttribute(AttributeKey.stringArrayKey("http.request.header.accept"), List.of("a", "b"))
                .setAttribute("sampled.share", 0.5)
                .setStartTimestamp(1_000, TimeUnit.MILLISECONDS)
                .startSpan();
        tracer.spanBuilder("SELECT")
                .setParent(Context.root().with(request))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.query.text", "select a from t where id = 7")
                .setAttribute("db.rows", 3)
                .setStartTimestamp(1_001, TimeUnit.MILLISECONDS)
                .startSpan()
                .end(1_006, TimeUnit.MILLISECONDS);
        request.recordException(new IllegalStateException("no"));
        request.setStatus(StatusCode.ERROR);
        request.end(1_010, TimeUnit.MILLISECONDS);
        provider.close();
        return made;
    }

    private record Collecting(List<SpanData> made) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            made.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
