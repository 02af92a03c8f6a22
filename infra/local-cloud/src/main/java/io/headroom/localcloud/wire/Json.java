package io.headroom.localcloud.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Snake case, RFC 3339, absent fields left out, unknown fields refused. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String writeIndented(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws Problem 400 when the text is no JSON, 422 naming the field that does not fit */
    public static <T> T read(String text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text.isBlank() ? "{}" : text, type);
            if (value == null) {
                throw Problem.malformed("The body is null: send a JSON object.");
            }
            return value;
        } catch (UnrecognizedPropertyException unknown) {
            throw Problem.invalid("The field '" + unknown.getPropertyName() + "' is not known; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        } catch (MismatchedInputException mismatch) {
            throw Problem.invalid(
                    subject(mismatch) + " must be " + words(mismatch.getTargetType()) + ", and is something else.");
        } catch (JsonMappingException refused) {
            // A value's own constructor knows best what is wrong with it.
            throw refused.getCause() instanceof Problem problem
                    ? problem
                    : Problem.invalid(subject(refused) + " does not fit: " + refused.getOriginalMessage() + ".");
        } catch (JsonProcessingException malformed) {
            throw Problem.malformed("The body is not JSON: " + malformed.getOriginalMessage() + ".");
        }
    }

    private static String subject(JsonMappingException mismatch) {
        String field = mismatch.getPath().stream()
                .map(reference -> String.valueOf(reference.getFieldName()))
                .collect(Collectors.joining("."));
        return field.isEmpty() ? "The body" : "The field '" + field + "'";
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) {
            return "an object";
        }
        if (type == Integer.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time such as 2030-01-01T00:00:00Z";
        }
        return type == Double.class ? "a number" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
