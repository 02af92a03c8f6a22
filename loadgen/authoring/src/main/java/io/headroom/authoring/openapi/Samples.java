package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.JsonExpressions;
import io.headroom.authoring.source.JsonExpressions.Typed;
import io.headroom.authoring.source.Literals;
import io.headroom.authoring.source.Names;
import io.headroom.authoring.source.RecordType.Component;
import io.headroom.authoring.source.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that a schema allows, as expressions: what the document gives as an example, else what fits its limits. */
final class Samples {
    /** An object with more properties is sent with those that are required. */
    private static final int ALL_PROPERTIES_MAX = 8;

    private static final int PROPERTIES_MAX = 60;
    private static final int MAP_ENTRIES_MAX = 10;
    private static final int DEPTH_MAX = 6;
    private static final int ITEMS_MAX = 3;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9_]+");

    private final Records records;
    private final JsonExpressions examples;

    Samples(Records records) {
        this.records = records;
        this.examples = new JsonExpressions(records, (_, _) -> Optional.empty());
    }

    /**
     * Where a value stands.
     *
     * @param key of the property, or name of the parameter
     * @param example the document gives for it from outside, missing if none
     * @param within names of the components that it is part of
     * @param known values for properties of those names, at the top
     */
    record Place(String key, JsonNode example, List<String> within, Map<String, Expression> known) {
        static Place top(String key, JsonNode example) {
            return new Place(key, example, List.of(), Map.of());
        }

        private Place inside(Schema schema, String key, JsonNode example) {
            List<String> names = new ArrayList<>(within);
            names.add(schema.name());
            return new Place(key, example, List.copyOf(names), Map.of());
        }

        private boolean repeats(Schema schema) {
            return within.size() > DEPTH_MAX || !schema.name().isEmpty() && within.contains(schema.name());
        }
    }

    /** A value of the schema and its type; {@code null} where a circle of references leaves no other. */
    Typed value(Schema schema, Place place) throws AuthoringException {
        if (place.repeats(schema)) {
            return schema.type().equals("array")
                    ? new Typed("List<Object>", Expression.of("List.of()"))
                    : new Typed("Object", Expression.of("null"));
        }
        return switch (schema.type()) {
            case "object" -> object(schema, place);
            case "array" -> array(schema, place);
            default -> {
                JsonNode example = example(schema, place);
                yield example.isContainerNode()
                        ? free(example, place.key())
                        : new Scalars(
                                        schema,
                                        place.key(),
                                        example,
                                        !place.within().isEmpty())
                                .value();
            }
        };
    }

    private static JsonNode example(Schema schema, Place place) {
        return place.example().isMissingNode() || place.example().isNull() ? schema.example() : place.example();
    }

    private Typed free(JsonNode example, String key) {
        return examples.expression(example, Names.singular(key))
                .map(expression -> new Typed("Object", expression))
                .orElseGet(() -> new Typed("Object", Expression.of("Map.of()")));
    }

    private Typed array(Schema schema, Place place) throws AuthoringException {
        JsonNode example = example(schema, place);
        Optional<Schema> items = schema.items();
        if (items.isEmpty()) {
            return example.isArray()
                    ? free(example, place.key())
                    : new Typed("List<Object>", Expression.of("List.of()"));
        }
        Place item = new Place(
                Names.singular(place.key()),
                example.isArray() ? example.path(0) : MissingNode.getInstance(),
                place.within(),
                Map.of());
        Typed one = value(items.get(), item);
        if (one.expression().flat().equals("null")) {
            return new Typed("List<Object>", Expression.of("List.of()"));
        }
        int count = Math.clamp(schema.attribute("minItems").asInt(1), 1, ITEMS_MAX);
        return new Typed(
                "List<" + JsonExpressions.boxed(one.type()) + ">",
                Expression.call("List.of", Collections.nCopies(count, boxed(one))));
    }

    /** A list does not take an int for a Long. */
    private static Expression boxed(Typed one) {
        String java = one.expression().flat();
        if (!one.type().equals("long") || java.endsWith("L")) {
            return one.expression();
        }
        return WHOLE.matcher(java).matches()
                ? Expression.of(java + "L")
                : Expression.call("Long.valueOf", one.expression());
    }

    private Typed object(Schema schema, Place place) throws AuthoringException {
        JsonNode example = example(schema, place);
        Map<String, Typed> values = new LinkedHashMap<>();
        for (var property : wanted(schema, place, example).entrySet()) {
            String key = property.getKey();
            Schema its = property.getValue();
            values.put(
                    key,
                    place.known().containsKey(key)
                            ? known(its, place.known().get(key))
                            : value(its, place.inside(schema, key, example.path(key))));
        }
        if (!values.isEmpty()) {
            return object(values, schema.name().isEmpty() ? place.key() : schema.name());
        }
        Optional<Schema> entries = schema.values();
        if (entries.isPresent()) {
            Typed entry = value(entries.get(), place.inside(schema, "value", MissingNode.getInstance()));
            return new Typed(
                    "Map<String, " + JsonExpressions.boxed(entry.type()) + ">",
                    entry.expression().flat().equals("null")
                            ? Expression.of("Map.of()")
                            : Expression.call("Map.of", Expression.text("key"), boxed(entry)));
        }
        return example.isObject() && !example.isEmpty()
                ? free(example, place.key())
                : new Typed("Map<String, Object>", Expression.of("Map.of()"));
    }

    /** What a client sends: what is required or has an example, and all of what is small. */
    private static Map<String, Schema> wanted(Schema schema, Place place, JsonNode example) throws AuthoringException {
        Map<String, Schema> wanted = new LinkedHashMap<>();
        Map<String, Schema> properties = schema.properties();
        Set<String> required = schema.required();
        boolean small =
                properties.size() <= ALL_PROPERTIES_MAX && place.within().size() < 2;
        for (var property : properties.entrySet()) {
            String key = property.getKey();
            Schema its = property.getValue();
            boolean repeats = place.inside(schema, key, example).repeats(its);
            boolean optional =
                    (example.has(key) || small && !its.attribute("deprecated").asBoolean()) && !repeats;
            if (!its.isReadOnly() && (required.contains(key) || optional) && wanted.size() < PROPERTIES_MAX) {
                wanted.put(key, its);
            }
        }
        return wanted;
    }

    private static Typed known(Schema schema, Expression text) {
        return schema.type().equals("integer")
                ? new Typed("long", Expression.call("Long.parseLong", text))
                : new Typed("String", text);
    }

    /** A record if all keys can be components, else a map. */
    private Typed object(Map<String, Typed> values, String name) {
        if (values.keySet().stream().allMatch(Names::isComponent)) {
            List<Component> components = values.entrySet().stream()
                    .map(entry -> new Component(entry.getValue().type(), entry.getKey()))
                    .toList();
            String type = records.of(name, components).name();
            return new Typed(
                    type,
                    Expression.call(
                            "new " + type,
                            values.values().stream().map(Typed::expression).toList()));
        }
        List<Expression> arguments = new ArrayList<>();
        boolean few = values.size() <= MAP_ENTRIES_MAX;
        values.forEach((key, typed) -> {
            if (typed.expression().flat().equals("null")) {
                return;
            }
            if (few) {
                arguments.add(Expression.text(key));
                arguments.add(typed.expression());
            } else {
                arguments.add(Expression.call("Map.entry", Expression.text(key), typed.expression()));
            }
        });
        return new Typed("Map<String, ?>", Expression.call(few ? "Map.of" : "Map.ofEntries", arguments));
    }

    /** The value as text, for a path, a query, a header or a field of a form. */
    Expression text(Schema schema, Place place) throws AuthoringException {
        Typed typed = value(schema.type().equals("array") ? schema.items().orElse(schema) : schema, place);
        return switch (typed.type()) {
            case "String", "int", "long", "double", "boolean" -> typed.expression();
            default -> Expression.of(Literals.text("text"));
        };
    }
}
