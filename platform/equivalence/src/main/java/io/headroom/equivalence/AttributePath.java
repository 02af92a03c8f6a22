package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/** A path into a resource's values: names joined by dots, {@code []} for every element of a list. */
final class AttributePath {

    private static final String EACH = "[]";

    private AttributePath() {}

    /** @return the value, an array where the path passes a list, null where it is not set; marked unknown where it is secret or not there */
    static JsonNode read(String path, JsonNode values, JsonNode sensitive) {
        List<String> names = List.of(path.split("\\."));
        // A plan leaves out what is not known before it is applied; what is not set is there, and null.
        return values.path(nameOf(names.getFirst())).isMissingNode()
                ? Unknown.beforeApply()
                : read(names, values, sensitive);
    }

    private static String nameOf(String step) {
        return step.endsWith(EACH) ? step.substring(0, step.length() - EACH.length()) : step;
    }

    private static JsonNode read(List<String> path, JsonNode values, JsonNode sensitive) {
        if (sensitive.isBoolean() && sensitive.booleanValue()) {
            return Unknown.secret();
        }
        if (path.isEmpty()) {
            if (containsSecret(sensitive)) {
                return Unknown.secret();
            }
            return values.isMissingNode() ? NullNode.getInstance() : values;
        }
        List<String> rest = path.subList(1, path.size());
        if (!path.getFirst().endsWith(EACH)) {
            return read(rest, values.path(path.getFirst()), sensitive.path(path.getFirst()));
        }
        String name = nameOf(path.getFirst());
        ArrayNode each = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < values.path(name).size(); index++) {
            each.add(read(
                    rest, values.path(name).path(index), sensitive.path(name).path(index)));
        }
        return each;
    }

    private static boolean containsSecret(JsonNode sensitive) {
        if (sensitive.isBoolean()) {
            return sensitive.booleanValue();
        }
        for (JsonNode inner : sensitive) {
            if (containsSecret(inner)) {
                return true;
            }
        }
        return false;
    }
}
