package io.headroom.authoring.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.Literals;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A JSON body as a text block, with format specifiers where values are put in. */
final class JsonText {
    private static final String MARK = "\uE000headroom\uE000"; // of the private use area: no body holds it

    private final BiFunction<String, JsonNode, Optional<Expression>> substitutes;
    private final List<Expression> arguments = new ArrayList<>();
    private String text = "";

    private JsonText(BiFunction<String, JsonNode, Optional<Expression>> substitutes) {
        this.substitutes = substitutes;
    }

    /** @param substitutes what stands in place of a simple value, given its key and itself */
    static JsonText of(JsonNode json, BiFunction<String, JsonNode, Optional<Expression>> substitutes) {
        var text = new JsonText(substitutes);
        JsonNode marked = text.marked("", json.deepCopy());
        try {
            text.text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(marked);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    Expression expression() {
        if (arguments.isEmpty()) {
            return Expression.of(Literals.block(text + "\n"));
        }
        String format =
                text.replace("%", "%%").replace("\"" + MARK + "n\"", "%s").replace(MARK + "t", "%s");
        return Expression.of(Literals.block(format + "\n") + ".formatted("
                + String.join(", ", arguments.stream().map(Expression::flat).toList()) + ")");
    }

    private JsonNode marked(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(marked(property.getKey(), property.getValue())));
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, marked(key, array.get(i)));
            }
            return array;
        }
        Optional<Expression> substitute = substitutes.apply(key, node);
        substitute.ifPresent(arguments::add);
        return substitute.isPresent() ? TextNode.valueOf(MARK + (node.isTextual() ? "t" : "n")) : node;
    }
}
