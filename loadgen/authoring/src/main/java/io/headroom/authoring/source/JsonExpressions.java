package io.headroom.authoring.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.authoring.source.RecordType.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** JSON as Java: records where keys are identifiers, maps where they are not, and nothing where neither would say the same. */
public final class JsonExpressions {
    /** With more components nobody reads a constructor call. */
    private static final int COMPONENTS_MAX = 16;

    /** What {@code Map.of} takes. */
    private static final int ENTRIES_MAX = 10;

    private final Records records;
    private final BiFunction<String, JsonNode, Optional<Typed>> substitutes;

    /** An expression and its type. */
    public record Typed(String type, Expression expression) {}

    /**
     * @param substitutes what stands in place of a simple value, given its key and itself
     */
    public JsonExpressions(Records records, BiFunction<String, JsonNode, Optional<Typed>> substitutes) {
        this.records = records;
        this.substitutes = substitutes;
    }

    /**
     * The value as an expression, absent if it can only be written as text.
     *
     * @param wanted a name for the record, if it becomes one
     */
    public Optional<Expression> expression(JsonNode value, String wanted) {
        return value.isContainerNode() ? typed(value, wanted, "").map(Typed::expression) : Optional.empty();
    }

    private Optional<Typed> typed(JsonNode value, String wanted, String key) {
        return switch (value.getNodeType()) {
            case OBJECT -> object((ObjectNode) value, wanted);
            case ARRAY -> array(value, wanted, key);
            case STRING, NUMBER, BOOLEAN ->
                Optional.of(substitutes.apply(key, value).orElseGet(() -> simple(value)))
                        .filter(typed -> !typed.type().isEmpty());
            case NULL -> Optional.of(new Typed("Object", Expression.of("null")));
            case BINARY, MISSING, POJO -> Optional.empty();
        };
    }

    /** A type that is empty says that Java has no such literal. */
    private static Typed simple(JsonNode value) {
        if (value.isTextual()) {
            return new Typed("String", Expression.text(value.textValue()));
        }
        if (value.isBoolean()) {
            return new Typed("boolean", Expression.of(value.asText()));
        }
        if (value.isInt()) {
            return new Typed("int", Expression.of(Literals.number(value.intValue())));
        }
        if (value.isLong()) {
            return new Typed("long", Expression.of(Literals.number(value.longValue()) + "L"));
        }
        String text = value.asText();
        boolean exact = value.isFloatingPointNumber() && text.equals(Double.toString(value.doubleValue()));
        return exact ? new Typed("double", Expression.of(text)) : new Typed("", Expression.of(text));
    }

    private Optional<Typed> object(ObjectNode object, String wanted) {
        if (object.isEmpty()) {
            return Optional.of(new Typed("Map<String, Object>", Expression.of("Map.of()")));
        }
        boolean asRecord = object.size() <= COMPONENTS_MAX
                && object.propertyStream().allMatch(property -> Names.isComponent(property.getKey()));
        return asRecord ? record(object, wanted) : map(object, wanted);
    }

    private Optional<Typed> record(ObjectNode object, String wanted) {
        List<Component> components = new ArrayList<>();
        List<Expression> arguments = new ArrayList<>();
        for (var property : object.properties()) {
            String key = property.getKey();
            Optional<Typed> typed = typed(property.getValue(), Names.upperCamel(key, "Part"), key);
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            components.add(new Component(typed.get().type(), key));
            arguments.add(typed.get().expression());
        }
        RecordType type = records.of(wanted, components);
        return Optional.of(new Typed(type.name(), Expression.call("new " + type.name(), arguments)));
    }

    private Optional<Typed> map(ObjectNode object, String wanted) {
        List<Expression> arguments = new ArrayList<>();
        for (var property : object.properties()) {
            Optional<Typed> typed = typed(property.getValue(), wanted, property.getKey());
            if (typed.isEmpty() || property.getValue().isNull() || object.size() > ENTRIES_MAX) {
                return Optional.empty();
            }
            arguments.add(Expression.text(property.getKey()));
            arguments.add(typed.get().expression());
        }
        return Optional.of(new Typed("Map<String, ?>", Expression.call("Map.of", arguments)));
    }

    private Optional<Typed> array(JsonNode array, String wanted, String key) {
        List<Expression> elements = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (JsonNode element : array) {
            Optional<Typed> typed = typed(element, Names.singular(wanted), key);
            if (typed.isEmpty() || element.isNull()) {
                return Optional.empty();
            }
            elements.add(typed.get().expression());
            types.add(boxed(typed.get().type()));
        }
        boolean alike = types.stream().distinct().count() == 1;
        return Optional.of(
                new Typed("List<" + (alike ? types.getFirst() : "?") + ">", Expression.call("List.of", elements)));
    }

    /** The type's name within angle brackets. */
    public static String boxed(String type) {
        return switch (type) {
            case "int" -> "Integer";
            case "long" -> "Long";
            case "double" -> "Double";
            case "boolean" -> "Boolean";
            default -> type;
        };
    }
}
