package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.authoring.AuthoringException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema with everything that it is made of: itself, all of allOf, and the first choice of oneOf and anyOf.
 *
 * @param name of the component that it refers to; empty if it stands in place
 * @param parts what it is made of, its own part first
 */
record Schema(Document document, String name, List<JsonNode> parts) {
    private static final int DEPTH_MAX = 12;

    static Schema of(Document document, JsonNode node) throws AuthoringException {
        List<JsonNode> parts = new ArrayList<>();
        collect(document, node, parts, 0);
        String reference = node.path("$ref").asText("");
        return new Schema(document, reference.substring(reference.lastIndexOf('/') + 1), List.copyOf(parts));
    }

    private static void collect(Document document, JsonNode node, List<JsonNode> parts, int depth)
            throws AuthoringException {
        JsonNode own = document.resolved(node);
        if (depth > DEPTH_MAX || parts.stream().anyMatch(part -> part == own)) {
            return;
        }
        parts.add(own);
        for (JsonNode part : own.path("allOf")) {
            collect(document, part, parts, depth + 1);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            for (JsonNode option : own.path(choice)) {
                if (!option.path("type").asText().equals("null")) {
                    collect(document, option, parts, depth + 1);
                    break;
                }
            }
        }
    }

    /** What the first part that has it says. */
    JsonNode attribute(String key) {
        return parts.stream()
                .map(part -> part.path(key))
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The JSON type, as far as it is said or follows from the rest; empty if anything may stand there. */
    String type() {
        JsonNode said = attribute("type");
        if (said.isTextual()) {
            return said.textValue();
        }
        for (JsonNode one : said) {
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        if (!attribute("properties").isMissingNode()
                || attribute("additionalProperties").isObject()) {
            return "object";
        }
        return attribute("items").isMissingNode() ? "" : "array";
    }

    Map<String, Schema> properties() throws AuthoringException {
        Map<String, Schema> properties = new LinkedHashMap<>();
        for (JsonNode part : parts) {
            for (var property : part.path("properties").properties()) {
                if (!properties.containsKey(property.getKey())) {
                    properties.put(property.getKey(), of(document, property.getValue()));
                }
            }
        }
        return properties;
    }

    Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        for (JsonNode part : parts) {
            part.path("required").forEach(name -> required.add(name.asText()));
        }
        return required;
    }

    Optional<Schema> items() throws AuthoringException {
        return sub("items");
    }

    /** What the values of a map are. */
    Optional<Schema> values() throws AuthoringException {
        return sub("additionalProperties");
    }

    private Optional<Schema> sub(String key) throws AuthoringException {
        JsonNode node = attribute(key);
        return node.isObject() ? Optional.of(of(document, node)) : Optional.empty();
    }

    String format() {
        return attribute("format").asText("");
    }

    /** The value that the document itself gives: constant, example, or default; missing if none. */
    JsonNode example() {
        for (String key : List.of("const", "example", "default")) {
            JsonNode value = attribute(key);
            if (!value.isMissingNode() && !value.isNull()) {
                return value;
            }
        }
        JsonNode examples = attribute("examples");
        return examples.isArray() ? examples.path(0) : MissingNode.getInstance();
    }

    /** Whether only the target writes it. */
    boolean isReadOnly() {
        return attribute("readOnly").asBoolean();
    }
}
