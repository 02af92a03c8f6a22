package io.headroom.telemetry.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON: protobuf's, but trace and span ids are hexadecimal and enumerations are numbers. Names are lower camel case, 64-bit numbers may be text, unknown
 * names and nulls are passed over. By the messages' own descriptions, so that nothing of them is written down here twice.
 */
final class JsonMessages {
    /** Each nested value of an attribute is an object within an object or an array. */
    private static final int JSON_LEVELS_PER_MESSAGE = 3;

    /** An attribute is two messages, and in JSON two objects with a text each. */
    private static final int JSON_VALUES_PER_PART = 2;

    private JsonMessages() {}

    static void read(byte[] body, Message.Builder into, OtlpLimits limits) throws Refusal {
        JsonNode document;
        JsonMapper mapper = mapper(limits.depthMax());
        try {
            count(mapper, body, limits);
            document = mapper.readTree(body);
        } catch (IOException e) {
            throw Encoding.malformed("The body is no JSON: " + firstLine(e));
        }
        if (!document.isObject()) {
            throw Encoding.malformed("The body is no JSON object");
        }
        merge(document, into);
    }

    /** Before any is made: two bytes can become an object of a hundred. */
    private static void count(JsonMapper mapper, byte[] body, OtlpLimits limits) throws IOException, Refusal {
        long values = 0;
        try (JsonParser parser = mapper.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token.isStructStart()) {
                    values++;
                }
                if (values > JSON_VALUES_PER_PART * limits.partsMax()) {
                    throw limits.tooManyParts();
                }
            }
        }
    }

    /** Only for answers, which have no ids and no enumerations. */
    static byte[] write(Message message) {
        return node(message).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void merge(JsonNode object, Message.Builder into) throws Refusal {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            FieldDescriptor field = field(into, property.getKey());
            JsonNode value = property.getValue();
            if (field == null || value.isNull()) {
                continue;
            }
            if (!field.isRepeated()) {
                into.setField(field, value(field, value, into));
            } else if (value.isArray()) {
                for (JsonNode element : value) {
                    into.addRepeatedField(field, value(field, element, into));
                }
            } else {
                throw wrong(field, value);
            }
        }
    }

    private static @Nullable FieldDescriptor field(Message.Builder into, String name) {
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            if (field.getJsonName().equals(name) || field.getName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private static Object value(FieldDescriptor field, JsonNode value, Message.Builder parent) throws Refusal {
        try {
            return switch (field.getJavaType()) {
                case MESSAGE -> message(field, value, parent);
                case STRING -> text(field, value);
                case BYTE_STRING -> bytes(field, text(field, value));
                case INT -> (int) number(field, value);
                case LONG -> number(field, value);
                case DOUBLE -> decimal(field, value);
                case FLOAT -> (float) decimal(field, value);
                case BOOLEAN -> truth(field, value);
                case ENUM -> enumeration(field, value);
            };
        } catch (IllegalArgumentException e) {
            throw wrong(field, value);
        }
    }

    private static Message message(FieldDescriptor field, JsonNode value, Message.Builder parent) throws Refusal {
        if (!value.isObject()) {
            throw wrong(field, value);
        }
        Message.Builder message = parent.newBuilderForField(field);
        merge(value, message);
        return message.build();
    }

    private static String text(FieldDescriptor field, JsonNode value) throws Refusal {
        if (!value.isTextual()) {
            throw wrong(field, value);
        }
        return value.textValue();
    }

    private static ByteString bytes(FieldDescriptor field, String text) {
        boolean identity = field.getJsonName().endsWith("Id");
        return ByteString.copyFrom(
                identity ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text));
    }

    private static long number(FieldDescriptor field, JsonNode value) throws Refusal {
        if (value.isTextual()) {
            return Long.parseUnsignedLong(value.textValue().startsWith("-") ? "" : value.textValue());
        }
        if (!value.isIntegralNumber()) {
            throw wrong(field, value);
        }
        return value.longValue();
    }

    private static double decimal(FieldDescriptor field, JsonNode value) throws Refusal {
        if (value.isTextual()) {
            return Double.parseDouble(value.textValue());
        }
        if (!value.isNumber()) {
            throw wrong(field, value);
        }
        return value.doubleValue();
    }

    private static boolean truth(FieldDescriptor field, JsonNode value) throws Refusal {
        if (!value.isBoolean()) {
            throw wrong(field, value);
        }
        return value.booleanValue();
    }

    private static EnumValueDescriptor enumeration(FieldDescriptor field, JsonNode value) throws Refusal {
        if (value.isTextual()) {
            EnumValueDescriptor named = field.getEnumType().findValueByName(value.textValue());
            if (named == null) {
                throw wrong(field, value);
            }
            return named;
        }
        return field.getEnumType().findValueByNumberCreatingIfUnknown((int) number(field, value));
    }

    private static Refusal wrong(FieldDescriptor field, JsonNode value) {
        String shown = value.isContainerNode() ? (value.isArray() ? "[…]" : "{…}") : value.toString();
        return Encoding.malformed("%s cannot be %s"
                .formatted(field.getJsonName(), shown.length() > 60 ? shown.substring(0, 60) + "…" : shown));
    }

    private static ObjectNode node(Message message) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        message.getAllFields().forEach((field, value) -> {
            switch (value) {
                case Message inner -> object.set(field.getJsonName(), node(inner));
                case Long number -> object.put(field.getJsonName(), number.toString());
                default -> object.put(field.getJsonName(), value.toString());
            }
        });
        return object;
    }

    private static JsonMapper mapper(int depthMax) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(depthMax * JSON_LEVELS_PER_MESSAGE)
                .build();
        return new JsonMapper(
                JsonFactory.builder().streamReadConstraints(constraints).build());
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
