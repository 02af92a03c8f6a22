package io.headroom.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Documents as records of the protocol: a field that the protocol does not know is a failure. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException mismatch) {
            throw new AssertionError("not a " + type.getSimpleName() + ": " + text, mismatch);
        }
    }

    static JsonNode tree(String text) {
        return read(text, JsonNode.class);
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Empty while there is no such file, or half of it. */
    static Optional<JsonNode> file(Path file) {
        try {
            return Optional.of(MAPPER.readTree(Files.readString(file)));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
