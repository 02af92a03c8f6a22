package io.headroom.telemetry.otlp;

import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Source;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Attributes, resources and texts of messages, within limits. */
final class MessageTexts {
    private static final String UNNAMED = "unknown_service";

    private final OtlpLimits limits;
    private final IntakeCounts counts;

    MessageTexts(OtlpLimits limits, IntakeCounts counts) {
        this.limits = limits;
        this.counts = counts;
    }

    Attributes attributes(List<KeyValue> pairs) {
        if (pairs.isEmpty()) {
            return Attributes.NONE;
        }
        int count = Math.min(pairs.size(), limits.attributesMax());
        String[] names = new String[count];
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            names[i] = text(pairs.get(i).getKey());
            values[i] = value(pairs.get(i).getValue());
        }
        counts.add(Count.ATTRIBUTES_LEFT_OUT, pairs.size() - count);
        return new Attributes(names, values);
    }

    Source source(Resource resource) {
        Attributes attributes = attributes(resource.getAttributesList());
        String service = orElse(attributes.text("service.name"), UNNAMED);
        String instance = attributes.text("service.instance.id");
        if (instance == null) {
            String host = orElse(attributes.text("host.name"), orElse(attributes.text("k8s.pod.name"), ""));
            String process = attributes.text("process.pid");
            instance = process == null ? host : host + ":" + process;
        }
        return new Source(service, instance, orElse(attributes.text("cloud.availability_zone"), ""));
    }

    String text(String text) {
        if (text.length() <= limits.textLengthMax()) {
            return text;
        }
        counts.add(Count.TEXTS_SHORTENED, 1);
        return text.substring(0, limits.textLengthMax() - 1) + "…";
    }

    private Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> text(value.getStringValue());
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                text(value.getArrayValue().getValuesList().stream()
                        .limit(limits.attributesMax())
                        .map(element -> value(element).toString())
                        .collect(Collectors.joining(", ", "[", "]")));
            case KVLIST_VALUE ->
                text(attributes(value.getKvlistValue().getValuesList()).toString());
            case BYTES_VALUE -> value.getBytesValue().size() + " bytes";
            default -> "";
        };
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
