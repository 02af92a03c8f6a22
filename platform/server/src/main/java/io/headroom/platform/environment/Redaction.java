package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Strikes out, wherever they turn up, the values that Terraform calls sensitive. Those of fewer than four characters are too common to look for. */
final class Redaction {

    static final Redaction NONE = new Redaction(Set.of());
    static final String STRUCK_OUT = "(sensitive)";

    private static final int LENGTH_MIN = 4;

    private final List<String> secrets;

    private Redaction(Set<String> secrets) {
        this.secrets = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** @param shown what {@code terraform show -json} tells of a plan or a state */
    static Redaction of(JsonNode shown) {
        Set<String> secrets = new TreeSet<>();
        for (String values : List.of("values", "planned_values")) {
            collectModule(shown.path(values).path("root_module"), secrets);
            collectModule(shown.path("prior_state").path(values).path("root_module"), secrets);
        }
        shown.path("resource_changes").forEach(resource -> {
            JsonNode change = resource.path("change");
            collect(change.path("after"), change.path("after_sensitive"), secrets);
            collect(change.path("before"), change.path("before_sensitive"), secrets);
        });
        return new Redaction(secrets);
    }

    private static void collectModule(JsonNode module, Set<String> secrets) {
        module.path("resources")
                .forEach(resource -> collect(resource.path("values"), resource.path("sensitive_values"), secrets));
        module.path("child_modules").forEach(child -> collectModule(child, secrets));
    }

    private static void collect(JsonNode values, JsonNode sensitive, Set<String> secrets) {
        if (sensitive.isBoolean() && sensitive.booleanValue()) {
            leaves(values, secrets);
            return;
        }
        if (sensitive.isObject()) {
            sensitive.properties().forEach(one -> collect(values.path(one.getKey()), one.getValue(), secrets));
        }
        for (int index = 0; sensitive.isArray() && index < sensitive.size(); index++) {
            collect(values.path(index), sensitive.path(index), secrets);
        }
    }

    private static void leaves(JsonNode values, Set<String> secrets) {
        if (values.isContainerNode()) {
            values.forEach(inner -> leaves(inner, secrets));
        } else if (values.asText().length() >= LENGTH_MIN && (values.isTextual() || values.isNumber())) {
            secrets.add(values.asText());
        }
    }

    Redaction and(Redaction other) {
        Set<String> both = new TreeSet<>(secrets);
        both.addAll(other.secrets);
        return new Redaction(both);
    }

    String of(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, STRUCK_OUT);
        }
        return redacted;
    }

    /** A document in which what is marked sensitive is struck out, and of what is left every known secret. */
    JsonNode of(JsonNode values, JsonNode sensitive) {
        if (sensitive.isBoolean() && sensitive.booleanValue()) {
            return JsonNodeFactory.instance.textNode(STRUCK_OUT);
        }
        if (values.isObject()) {
            ObjectNode redacted = JsonNodeFactory.instance.objectNode();
            values.properties()
                    .forEach(one -> redacted.set(one.getKey(), of(one.getValue(), sensitive.path(one.getKey()))));
            return redacted;
        }
        if (values.isArray()) {
            List<JsonNode> redacted = new ArrayList<>();
            for (int index = 0; index < values.size(); index++) {
                redacted.add(of(values.path(index), sensitive.path(index)));
            }
            return JsonNodeFactory.instance.arrayNode().addAll(redacted);
        }
        return values.isTextual() ? JsonNodeFactory.instance.textNode(of(values.asText())) : values;
    }
}
