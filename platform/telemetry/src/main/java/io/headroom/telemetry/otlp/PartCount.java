package io.headroom.telemetry.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Set;

/** The messages within protobuf's bytes, and the fields that nobody knows, counted before any is made: two bytes can become an object of a hundred. Of one request. Not thread-safe. */
final class PartCount {
    private static final int DELIMITED = 2;
    /** The object of a span or a data point is as large as those of so many attributes or values. */
    private static final int ITEM_PARTS = 4;

    private static final Set<Descriptor> ITEMS =
            Set.of(Span.getDescriptor(), NumberDataPoint.getDescriptor(), HistogramDataPoint.getDescriptor());

    private final OtlpLimits limits;
    private long parts;

    PartCount(OtlpLimits limits) {
        this.limits = limits;
    }

    /**
     * Counts a message and all that are within it. Of what is damaged only what comes before the damage is counted: whoever reads it gets no further.
     *
     * @throws Refusal 413 if there are more by now than one request may have
     */
    void add(byte[] bytes, int begin, int until, Descriptor type) throws Refusal {
        CodedInputStream in = CodedInputStream.newInstance(bytes, begin, until - begin);
        in.setRecursionLimit(limits.depthMax());
        add(ITEMS.contains(type) ? ITEM_PARTS : 1);
        try {
            within(in, type, limits.depthMax());
        } catch (IOException damaged) {
            // who reads the message says what is wrong with it
        }
    }

    private void within(CodedInputStream in, Descriptor type, int depthLeft) throws IOException, Refusal {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                add(1);
            }
            if (field == null || !isMessage(field, tag)) {
                if (!in.skipField(tag)) {
                    return;
                }
                continue;
            }
            if (depthLeft == 0) {
                return;
            }
            add(ITEMS.contains(field.getMessageType()) ? ITEM_PARTS : 1);
            int outer = in.pushLimit(in.readRawVarint32());
            within(in, field.getMessageType(), depthLeft - 1);
            in.popLimit(outer);
        }
    }

    private static boolean isMessage(FieldDescriptor field, int tag) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && WireFormat.getTagWireType(tag) == DELIMITED;
    }

    private void add(int more) throws Refusal {
        parts += more;
        if (parts > limits.partsMax()) {
            throw limits.tooManyParts();
        }
    }
}
