package io.headroom.telemetry.otlp;

import com.google.protobuf.ByteString;
import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Source;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spans out of messages, whatever is in them; one that cannot be told from others or has no time is left out. */
final class SpanReader {
    /** What a span's own objects take; to ask a message for its size costs as much as reading it. */
    private static final int SPAN_BYTES = 300;

    private static final String STATUS = "http.response.status_code";
    private static final String FORMER_STATUS = "http.status_code";
    private static final int STATUS_LENGTH = 3;

    private static final Span.Kind[] KINDS = {
        Span.Kind.INTERNAL,
        Span.Kind.INTERNAL,
        Span.Kind.SERVER,
        Span.Kind.CLIENT,
        Span.Kind.PRODUCER,
        Span.Kind.CONSUMER
    };

    private final MessageTexts texts;
    private final OtlpLimits limits;
    private final IntakeCounts counts;

    SpanReader(OtlpLimits limits, IntakeCounts counts) {
        this.texts = new MessageTexts(limits, counts);
        this.limits = limits;
        this.counts = counts;
    }

    Batch<Span> read(ExportTraceServiceRequest request) {
        Batch<Span> batch = new Batch<>(counts, limits.itemsMax());
        for (ResourceSpans resource : request.getResourceSpansList()) {
            Source source = texts.source(resource.getResource());
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (io.opentelemetry.proto.trace.v1.Span message : scope.getSpansList()) {
                    if (batch.hasRoom()) {
                        read(message, source, batch);
                    }
                }
            }
        }
        return batch;
    }

    void read(io.opentelemetry.proto.trace.v1.Span message, Source source, Batch<Span> batch) {
        ByteString trace = message.getTraceId();
        ByteString id = message.getSpanId();
        if (trace.size() != 16
                || id.size() != 8
                || number(id, 0) == 0
                || number(trace, 0) == 0 && number(trace, 8) == 0) {
            batch.reject(
                    Count.REJECTED_WITHOUT_IDENTITY,
                    () -> "span \"%s\" has no trace id of 16 bytes and span id of 8 that are not all zero"
                            .formatted(texts.text(message.getName())));
            return;
        }
        long start = message.getStartTimeUnixNano();
        long end = message.getEndTimeUnixNano();
        if (start <= 0 || end < start) {
            batch.reject(
                    Count.REJECTED_WITHOUT_TIME,
                    () -> "span \"%s\" does not say when it began, or ends before that"
                            .formatted(texts.text(message.getName())));
            return;
        }
        ByteString parent = message.getParentSpanId();
        Attributes attributes = texts.attributes(message.getAttributesList());
        List<Span.Event> events = events(message);
        batch.accept(new Span(
                new TraceId(number(trace, 0), number(trace, 8)),
                number(id, 0),
                parent.size() == 8 ? number(parent, 0) : 0,
                kind(message.getKindValue()),
                texts.text(message.getName()),
                start,
                end,
                failure(message, attributes, events),
                source,
                attributes,
                events,
                SPAN_BYTES + attributes.bytes() + bytes(events)));
    }

    private List<Span.Event> events(io.opentelemetry.proto.trace.v1.Span message) {
        if (message.getEventsCount() == 0) {
            return List.of();
        }
        List<Span.Event> events = new ArrayList<>();
        for (var event : message.getEventsList()) {
            if (events.size() == limits.attributesMax()) {
                counts.add(Count.ATTRIBUTES_LEFT_OUT, message.getEventsCount() - events.size());
                break;
            }
            events.add(new Span.Event(
                    event.getTimeUnixNano(), texts.text(event.getName()), texts.attributes(event.getAttributesList())));
        }
        return events;
    }

    private static int bytes(List<Span.Event> events) {
        int bytes = 0;
        for (Span.Event event : events) {
            bytes += SPAN_BYTES + event.attributes().bytes();
        }
        return bytes;
    }

    /** By its conventions' error type, else an answer's status, else an exception's class. */
    private static @Nullable String failure(
            io.opentelemetry.proto.trace.v1.Span message, Attributes attributes, List<Span.Event> events) {
        int code = message.getStatus().getCodeValue();
        if (code != Status.StatusCode.STATUS_CODE_ERROR_VALUE) {
            return code == Status.StatusCode.STATUS_CODE_OK_VALUE
                    ? null
                    : refusal(kind(message.getKindValue()), attributes);
        }
        String type = attributes.text("error.type");
        if (type != null) {
            return type;
        }
        String status = attributes.text(STATUS, FORMER_STATUS);
        if (status != null) {
            return status;
        }
        return events.stream()
                .map(event -> event.attributes().text("exception.type"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("error");
    }

    /**
     * The answer's status, where it means a failure by the conventions for HTTP: from 400 on for who asked, from 500 on for who answered. Not every
     * instrumentation sets the span's own status then; Quarkus' client does not.
     */
    static @Nullable String refusal(Span.Kind kind, Attributes attributes) {
        if (kind != Span.Kind.CLIENT && kind != Span.Kind.SERVER) {
            return null;
        }
        String status = attributes.text(STATUS, FORMER_STATUS);
        if (status == null || status.length() != STATUS_LENGTH) {
            return null;
        }
        char lowest = kind == Span.Kind.CLIENT ? '4' : '5';
        return status.charAt(0) >= lowest && status.charAt(0) <= '5' ? status : null;
    }

    static Span.Kind kind(int number) {
        return number >= 0 && number < KINDS.length ? KINDS[number] : Span.Kind.INTERNAL;
    }

    private static long number(ByteString bytes, int from) {
        long number = 0;
        for (int i = from; i < from + 8; i++) {
            number = number << 8 | bytes.byteAt(i) & 0xFF;
        }
        return number;
    }
}
