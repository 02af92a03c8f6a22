package io.headroom.bench.intake;

import com.google.protobuf.ByteString;
import io.headroom.bench.intake.MadeUpSpan.Tag;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.List;

/** OpenTelemetry's protobuf. */
final class OtlpFormat implements SpanFormat {

    private static final long NANOS_PER_MICRO = 1_000;

    @Override
    public byte[] write(Report report) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName("io.opentelemetry.java-agent")
                        .setVersion("2.20.1"));
        report.spans().forEach(span -> scope.addSpans(span(span)));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(resource(report)).addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static Resource resource(Report report) {
        List<Tag> tags = List.of(
                new Tag("service.name", report.service()),
                new Tag("service.instance.id", report.instance()),
                new Tag("host.name", "host-" + report.instance()),
                new Tag("process.pid", 1L),
                new Tag("telemetry.sdk.language", "java"),
                new Tag("telemetry.sdk.name", "opentelemetry"),
                new Tag("telemetry.sdk.version", "1.54.1"));
        Resource.Builder resource = Resource.newBuilder();
        tags.forEach(tag -> resource.addAttributes(attribute(tag)));
        return resource.build();
    }

    private static Span span(MadeUpSpan span) {
        Span.Builder message = Span.newBuilder()
                .setTraceId(bytes(span.trace().high(), span.trace().low()))
                .setSpanId(bytes(span.id()))
                .setName(span.name())
                .setKind(span.server() ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(span.startMicros() * NANOS_PER_MICRO)
                .setEndTimeUnixNano((span.startMicros() + span.durationMicros()) * NANOS_PER_MICRO)
                .setFlags(0x101);
        if (span.parent() != 0) {
            message.setParentSpanId(bytes(span.parent()));
        }
        span.tags().forEach(tag -> message.addAttributes(attribute(tag)));
        return message.build();
    }

    private static KeyValue attribute(Tag tag) {
        AnyValue.Builder value = AnyValue.newBuilder();
        if (tag.value() instanceof Long number) {
            value.setIntValue(number);
        } else {
            value.setStringValue(tag.value().toString());
        }
        return KeyValue.newBuilder().setKey(tag.name()).setValue(value).build();
    }

    private static ByteString bytes(long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return ByteString.copyFrom(buffer.array());
    }
}
