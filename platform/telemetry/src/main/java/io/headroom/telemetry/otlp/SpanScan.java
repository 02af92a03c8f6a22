package io.headroom.telemetry.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import io.headroom.telemetry.otlp.TextCache.Known;
import io.headroom.telemetry.otlp.Wire.Unusual;
import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Source;
import io.headroom.telemetry.trace.Span;
import io.headroom.telemetry.trace.TraceId;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Spans straight out of protobuf's bytes, without messages between: what nearly every span is. A span that is anything else (it failed, has events or links, nested attributes, more or longer ones
 * than are kept, fields that nobody knows) is read by {@link SpanReader}; what does not even hang together is left to it whole, so that there is one judge of what is malformed. Of one request. Not
 * thread-safe.
 */
final class SpanScan {
    /** Objects' heads and fields: the span, its trace's id, its attributes and their values' array. */
    private static final int SPAN_BYTES = 150;

    private static final int TEXT_BYTES = 56;
    private static final int NUMBER_BYTES = 24;
    private static final int REFERENCE_BYTES = 4;
    private static final int TRACE_ID_LENGTH = 16;
    private static final int SPAN_ID_LENGTH = 8;
    /** Messages around a span: request, resource, scope. */
    private static final int SPAN_DEPTH = 3;

    private final Wire wire;
    private final TextCache cache;
    private final OtlpLimits limits;
    private final MessageTexts texts;
    private final PartCount made;
    private final List<@Nullable Span> scanned = new ArrayList<>();
    private final Queue<LongWay> longWay = new ArrayDeque<>();
    private final @Nullable String[] names;
    private final @Nullable Object[] values;
    private String[] latestNames = new String[0];
    private TraceId latestTrace = new TraceId(0, 0);

    private long above;
    private int pairs;
    private int weight;
    private long traceHigh;
    private long traceLow;
    private long id;
    private long parent;
    private String name = "";
    private int kind;
    private long start;
    private long end;

    /** A span that is read from its message; its place among the others is kept by a null. */
    private record LongWay(io.opentelemetry.proto.trace.v1.Span message, Source source) {}

    SpanScan(byte[] body, TextCache cache, OtlpLimits limits, MessageTexts texts) {
        this.wire = new Wire(body);
        this.cache = cache;
        this.limits = limits;
        this.texts = texts;
        this.made = new PartCount(limits);
        this.names = new String[limits.attributesMax()];
        this.values = new Object[limits.attributesMax()];
    }

    /**
     * Nothing is counted before all of it is read.
     *
     * @throws Unusual if it has to be read from messages whole
     * @throws Refusal if too many messages would have to be made
     */
    Batch<Span> read(SpanReader reader, Batch<Span> batch) throws Unusual, Refusal {
        while (wire.hasMore()) {
            expect(wire.tag() == Wire.tag(1, Wire.LENGTH));
            int outer = wire.enter();
            resource();
            wire.leave(outer);
        }
        for (Span span : scanned) {
            if (!batch.hasRoom()) {
                longWay.poll();
            } else if (span != null) {
                batch.accept(span);
            } else {
                LongWay next = longWay.remove();
                reader.read(next.message(), next.source(), batch);
            }
        }
        for (; above > 0; above--) {
            batch.hasRoom();
        }
        return batch;
    }

    private void resource() throws Unusual, Refusal {
        Source source = null;
        while (wire.hasMore()) {
            switch (wire.tag()) {
                case 1 << 3 | Wire.LENGTH -> {
                    expect(source == null);
                    source = source();
                }
                case 2 << 3 | Wire.LENGTH -> {
                    if (source == null) {
                        throw Unusual.INSTANCE;
                    }
                    int outer = wire.enter();
                    scope(source);
                    wire.leave(outer);
                }
                case 3 << 3 | Wire.LENGTH -> text();
                default -> throw Unusual.INSTANCE;
            }
        }
    }

    private Source source() throws Unusual, Refusal {
        int begin = wire.skip();
        Resource.Builder resource = Resource.newBuilder();
        parse(begin, wire.at(), 2, resource);
        expect(resource.getAttributesCount() <= limits.attributesMax());
        for (var pair : resource.getAttributesList()) {
            expect(pair.getKey().length() <= limits.textLengthMax()
                    && pair.getValue().getStringValue().length() <= limits.textLengthMax());
        }
        return texts.source(resource.build());
    }

    private void scope(Source source) throws Unusual, Refusal {
        while (wire.hasMore()) {
            switch (wire.tag()) {
                case 1 << 3 | Wire.LENGTH ->
                    parse(wire.skip(), wire.at(), SPAN_DEPTH, InstrumentationScope.newBuilder());
                case 2 << 3 | Wire.LENGTH -> {
                    int outer = wire.enter();
                    int begin = wire.at();
                    int end = wire.end();
                    if (span()) {
                        keep(source);
                    } else {
                        theLongWay(begin, end, source);
                    }
                    wire.leave(end, outer);
                }
                case 3 << 3 | Wire.LENGTH -> text();
                default -> throw Unusual.INSTANCE;
            }
        }
    }

    private void keep(Source source) {
        if (scanned.size() < limits.itemsMax()) {
            scanned.add(span(source));
        } else {
            above++;
        }
    }

    /** Also of one that is not kept, as one that is damaged spoils them all. */
    private void theLongWay(int begin, int end, Source source) throws Unusual, Refusal {
        var message = io.opentelemetry.proto.trace.v1.Span.newBuilder();
        parse(begin, end, SPAN_DEPTH, message);
        if (scanned.size() >= limits.itemsMax()) {
            above++;
            return;
        }
        longWay.add(new LongWay(message.build(), source));
        scanned.add(null);
    }

    private void parse(int begin, int until, int depth, Message.Builder into) throws Unusual, Refusal {
        made.add(wire.bytes, begin, until, into.getDescriptorForType());
        try {
            CodedInputStream in = CodedInputStream.newInstance(wire.bytes, begin, until - begin);
            in.setRecursionLimit(limits.depthMax() - depth);
            into.mergeFrom(in);
            in.checkLastTagWas(0);
        } catch (IOException e) {
            throw Unusual.INSTANCE;
        }
    }

    /** Reads one into the fields above; false if it is none of the usual. */
    private boolean span() {
        pairs = 0;
        weight = SPAN_BYTES;
        traceHigh = 0;
        traceLow = 0;
        id = 0;
        parent = 0;
        name = "";
        kind = 0;
        start = 0;
        end = 0;
        try {
            while (wire.hasMore()) {
                field(wire.tag());
            }
        } catch (Unusual unusual) {
            return false;
        }
        return id != 0 && (traceHigh != 0 || traceLow != 0) && start > 0 && end >= start;
    }

    private void field(int tag) throws Unusual {
        switch (tag) {
            case 1 << 3 | Wire.LENGTH -> {
                int at = identifier(TRACE_ID_LENGTH);
                traceHigh = wire.identifier(at);
                traceLow = wire.identifier(at + SPAN_ID_LENGTH);
            }
            case 2 << 3 | Wire.LENGTH -> id = wire.identifier(identifier(SPAN_ID_LENGTH));
            case 3 << 3 | Wire.LENGTH -> text();
            case 4 << 3 | Wire.LENGTH -> parent = wire.identifier(identifier(SPAN_ID_LENGTH));
            case 5 << 3 | Wire.LENGTH -> name = text().text;
            case 6 << 3 | Wire.VARINT -> kind = (int) wire.varint();
            case 7 << 3 | Wire.FIXED64 -> start = wire.fixed64();
            case 8 << 3 | Wire.FIXED64 -> end = wire.fixed64();
            case 9 << 3 | Wire.LENGTH -> {
                int outer = wire.enter();
                attribute();
                wire.leave(outer);
            }
            case 10 << 3 | Wire.VARINT, 12 << 3 | Wire.VARINT, 14 << 3 | Wire.VARINT -> wire.varint();
            case 15 << 3 | Wire.LENGTH -> {
                int begin = wire.skip();
                expect(wire.at() == begin);
            }
            case 16 << 3 | Wire.FIXED32 -> wire.skipFixed32();
            default -> throw Unusual.INSTANCE;
        }
    }

    private int identifier(int length) throws Unusual {
        int begin = wire.skip();
        expect(wire.at() - begin == length);
        return begin;
    }

    private void attribute() throws Unusual {
        expect(pairs < limits.attributesMax() && wire.tag() == Wire.tag(1, Wire.LENGTH));
        names[pairs] = text().text;
        expect(wire.tag() == Wire.tag(2, Wire.LENGTH));
        int outer = wire.enter();
        values[pairs] = value();
        expect(!wire.hasMore());
        wire.leave(outer);
        expect(!wire.hasMore());
        pairs++;
        weight += REFERENCE_BYTES;
    }

    private Object value() throws Unusual {
        switch (wire.tag()) {
            case 1 << 3 | Wire.LENGTH -> {
                Known text = text();
                weight += text.isShared() ? 0 : TEXT_BYTES + text.text.length();
                return text.text;
            }
            case 2 << 3 | Wire.VARINT -> {
                return wire.varint() != 0;
            }
            case 3 << 3 | Wire.VARINT -> {
                weight += NUMBER_BYTES;
                return wire.varint();
            }
            case 4 << 3 | Wire.FIXED64 -> {
                weight += NUMBER_BYTES;
                return Double.longBitsToDouble(wire.fixed64());
            }
            default -> throw Unusual.INSTANCE;
        }
    }

    private Known text() throws Unusual {
        int begin = wire.skip();
        Known text = cache.text(wire.bytes, begin, wire.at());
        if (text == null || text.text.length() > limits.textLengthMax()) {
            throw Unusual.INSTANCE;
        }
        return text;
    }

    private Span span(Source source) {
        if (latestTrace.high() != traceHigh || latestTrace.low() != traceLow) {
            latestTrace = new TraceId(traceHigh, traceLow);
        }
        Span.Kind spanKind = SpanReader.kind(kind);
        Attributes attributes = attributes();
        return new Span(
                latestTrace,
                id,
                parent,
                spanKind,
                name,
                start,
                end,
                SpanReader.refusal(spanKind, attributes),
                source,
                attributes,
                List.of(),
                weight);
    }

    private Attributes attributes() {
        if (pairs == 0) {
            return Attributes.NONE;
        }
        return new Attributes(sharedNames(), Arrays.copyOf(values, pairs));
    }

    /** Spans of one instrumentation have the same names in the same order. */
    private String[] sharedNames() {
        if (latestNames.length == pairs && Arrays.equals(latestNames, 0, pairs, names, 0, pairs)) {
            return latestNames;
        }
        weight += REFERENCE_BYTES * pairs;
        latestNames = Arrays.copyOf(names, pairs, String[].class);
        return latestNames;
    }

    private static void expect(boolean usual) throws Unusual {
        if (!usual) {
            throw Unusual.INSTANCE;
        }
    }
}
