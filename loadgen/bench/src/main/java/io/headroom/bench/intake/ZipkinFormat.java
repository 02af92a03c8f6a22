package io.headroom.bench.intake;

import com.google.protobuf.CodedOutputStream;
import io.headroom.bench.intake.MadeUpSpan.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Zipkin's own protobuf (zipkin.proto, version 3), which is quicker to read for its server than its JSON. */
final class ZipkinFormat implements SpanFormat {

    private static final int SPANS = 1;
    private static final int TRACE_ID = 1;
    private static final int PARENT_ID = 2;
    private static final int ID = 3;
    private static final int KIND = 4;
    private static final int NAME = 5;
    private static final int TIMESTAMP = 6;
    private static final int DURATION = 7;
    private static final int LOCAL_ENDPOINT = 8;
    private static final int TAGS = 11;
    private static final int SERVICE_NAME = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int CLIENT = 1;
    private static final int SERVER = 2;

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    @Override
    public byte[] write(Report report) {
        return message(out -> {
            for (MadeUpSpan span : report.spans()) {
                out.writeByteArray(SPANS, span(span, report.service()));
            }
        });
    }

    private static byte[] span(MadeUpSpan span, String service) {
        return message(out -> {
            out.writeByteArray(TRACE_ID, bytes(span.trace().high(), span.trace().low()));
            if (span.parent() != 0) {
                out.writeByteArray(PARENT_ID, bytes(span.parent()));
            }
            out.writeByteArray(ID, bytes(span.id()));
            out.writeEnum(KIND, span.server() ? SERVER : CLIENT);
            out.writeString(NAME, span.name());
            out.writeFixed64(TIMESTAMP, span.startMicros());
            out.writeUInt64(DURATION, span.durationMicros());
            out.writeByteArray(LOCAL_ENDPOINT, message(endpoint -> endpoint.writeString(SERVICE_NAME, service)));
            for (Tag tag : span.tags()) {
                out.writeByteArray(TAGS, message(entry -> {
                    entry.writeString(KEY, tag.name());
                    entry.writeString(VALUE, tag.value().toString());
                }));
            }
        });
    }

    private static byte[] message(Fields fields) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return buffer.array();
    }
}
