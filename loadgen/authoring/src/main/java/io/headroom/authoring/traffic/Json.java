package io.headroom.authoring.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Bodies as JSON trees. */
final class Json {
    /** Keeps the digits of decimal numbers as they were sent. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /** The tree, absent if the body is no JSON or empty. */
    static Optional<JsonNode> read(Content content) {
        if (content.bytes().length == 0) {
            return Optional.empty();
        }
        try {
            JsonNode tree = MAPPER.readTree(content.text());
            return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
