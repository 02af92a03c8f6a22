package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.source.Expression;
import io.headroom.authoring.source.JsonExpressions.Typed;
import io.headroom.authoring.source.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A simple value of a schema.
 *
 * @param key what it is called
 * @param example the document gives for it, missing if none
 * @param property whether it is part of a thing, of which there must not be two alike
 */
record Scalars(Schema schema, String key, JsonNode example, boolean property) {
    /** What {@code User.unique} adds to its prefix: a hyphen and 13 characters. */
    private static final int UNIQUE_LENGTH = 14;

    private static final int CHOICES_MAX = 10;

    /** Properties of which a service may refuse to have two. */
    private static final Pattern DISTINCT = Pattern.compile(
            "(?i)name|user_?name|login|slug|title|handle|nick_?name|external_?id|reference|.*_name|display_?name");

    Typed value() {
        JsonNode choices = schema.attribute("enum");
        return switch (schema.type()) {
            case "integer" -> new Typed(schema.format().equals("int32") ? "int" : "long", integer(choices));
            case "number" -> new Typed("double", number());
            case "boolean" -> new Typed("boolean", Expression.of(example.isBoolean() ? example.asText() : "true"));
            default -> new Typed("String", text(choices));
        };
    }

    private Expression integer(JsonNode choices) {
        if (choices.isArray() && choices.path(0).isIntegralNumber()) {
            return Expression.of(whole(choices.path(0).longValue()));
        }
        if (example.isIntegralNumber() && !key.equalsIgnoreCase("id")) {
            return Expression.of(whole(example.longValue()));
        }
        long low = schema.attribute("minimum")
                .asLong(schema.attribute("exclusiveMinimum").asLong(0) + 1);
        long high = schema.attribute("maximum").asLong(Math.max(low, 1_000));
        if (key.equalsIgnoreCase("id")) {
            return Expression.of("1 + user.random(1_000_000)");
        }
        boolean range = schema.attribute("minimum").isNumber()
                && schema.attribute("maximum").isNumber()
                && high > low
                && high - low < Integer.MAX_VALUE
                && low >= 0
                && low < Integer.MAX_VALUE;
        return range && example.isMissingNode()
                ? Expression.of((low == 0 ? "" : Literals.number(low) + " + ") + "user.random("
                        + Literals.number(high - low + 1) + ")")
                : Expression.of(whole(Math.min(low, high)));
    }

    private static String whole(long number) {
        return number == (int) number ? Literals.number(number) : Literals.number(number) + "L";
    }

    private Expression number() {
        double low = schema.attribute("minimum").asDouble(1);
        double value = example.isNumber()
                ? example.doubleValue()
                : Math.min(low, schema.attribute("maximum").asDouble(low));
        return Expression.of(Double.toString(value));
    }

    private Expression text(JsonNode choices) {
        List<Expression> texts = new ArrayList<>();
        for (JsonNode choice : choices) {
            if (choice.isValueNode() && !choice.isNull() && texts.size() < CHOICES_MAX) {
                texts.add(Expression.text(choice.asText()));
            }
        }
        if (!texts.isEmpty()) {
            return texts.size() == 1
                    ? texts.getFirst()
                    : Expression.call("user.pick", Expression.call("List.of", texts));
        }
        int longest = schema.attribute("maxLength").asInt(Integer.MAX_VALUE);
        boolean plain = (property || example.isMissingNode())
                && schema.format().isEmpty()
                && schema.attribute("pattern").isMissingNode();
        if (plain && DISTINCT.matcher(key).matches() && key.length() + UNIQUE_LENGTH <= longest) {
            return Expression.call("user.unique", Expression.text(key));
        }
        boolean fresh = schema.format().equals("uuid") || schema.format().equals("email");
        if (example.isValueNode() && !example.isNull() && !fresh) {
            return Expression.text(example.asText());
        }
        return formatted(longest);
    }

    private Expression formatted(int longest) {
        return switch (schema.format()) {
            case "uuid" -> Expression.of("user.uuid()");
            case "email" -> Expression.of("user.unique(\"user\") + \"@example.com\"");
            case "date" -> Expression.text("2026-01-15");
            case "date-time" -> Expression.text("2026-01-15T10:00:00Z");
            case "time" -> Expression.text("10:00:00");
            case "duration" -> Expression.text("PT1M");
            case "uri", "url", "uri-reference", "iri" -> Expression.text("https://example.com/");
            case "hostname" -> Expression.text("example.com");
            case "ipv4" -> Expression.text("192.0.2.1");
            case "ipv6" -> Expression.text("2001:db8::1");
            case "byte" -> Expression.text("aGVhZHJvb20=");
            default -> Expression.text(sized("text", longest));
        };
    }

    private String sized(String text, int longest) {
        int shortest = Math.min(schema.attribute("minLength").asInt(0), 10_000);
        String filled = text.length() >= shortest
                ? text
                : text.repeat(shortest / text.length() + 1).substring(0, shortest);
        return filled.length() <= longest ? filled : filled.substring(0, longest);
    }
}
