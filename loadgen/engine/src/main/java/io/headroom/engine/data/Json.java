package io.headroom.engine.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON of one event loop's users. Holds the scenario's classes, so it must not outlive the session. */
public final class Json {
    private final JsonMapper mapper = JsonMapper.builder(
                    JsonFactory.builder().recyclerPool(new LoopBuffers()).build())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final Map<Class<?>, ObjectReader> readers = new HashMap<>();
    private final Map<Class<?>, ObjectReader> listReaders = new HashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();

    public byte[] write(Object value) {
        try {
            return writers.computeIfAbsent(value.getClass(), mapper::writerFor).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    public <T> T read(byte[] body, Class<T> type) throws IOException {
        return readers.computeIfAbsent(type, mapper::readerFor).readValue(body);
    }

    public <T> List<T> readList(byte[] body, Class<T> type) throws IOException {
        return listReaders.computeIfAbsent(type, mapper::readerForListOf).readValue(body);
    }

    public JsonNode tree(byte[] body) throws IOException {
        return mapper.readTree(body);
    }
}
