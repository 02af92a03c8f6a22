package io.headroom.authoring.openapi;

import io.headroom.authoring.AuthoringException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where an answer says the identifier that a path asks for. */
final class Identifier {
    /** Objects that wrap the thing itself, such as {@code data}. */
    private static final int WRAPPERS_MAX = 2;

    private Identifier() {}

    /** The JSON pointer to it in the answer of whatever made one thing. */
    static Optional<String> ofOne(Schema answer, String placeholder) throws AuthoringException {
        return ofOne(answer, placeholder, 0);
    }

    private static Optional<String> ofOne(Schema answer, String placeholder, int depth) throws AuthoringException {
        Map<String, Schema> properties = answer.properties();
        for (String candidate : candidates(placeholder)) {
            for (var property : properties.entrySet()) {
                if (plain(property.getKey()).equals(candidate) && isSimple(property.getValue())) {
                    return Optional.of("/" + escaped(property.getKey()));
                }
            }
        }
        for (var property : properties.entrySet()) {
            if (depth < WRAPPERS_MAX && property.getValue().type().equals("object")) {
                Optional<String> within = ofOne(property.getValue(), placeholder, depth + 1);
                if (within.isPresent()
                        && (properties.size() <= 3 || property.getKey().equals("metadata"))) {
                    return within.map(pointer -> "/" + escaped(property.getKey()) + pointer);
                }
            }
        }
        return Optional.empty();
    }

    /** The JSON pointer to that of the first thing in a list. */
    static Optional<String> ofFirst(Schema answer, String placeholder) throws AuthoringException {
        Optional<Schema> items = answer.items();
        if (items.isPresent()) {
            return isSimple(items.get())
                    ? Optional.empty()
                    : ofOne(items.get(), placeholder, WRAPPERS_MAX).map(pointer -> "/0" + pointer);
        }
        for (var property : answer.properties().entrySet()) {
            Optional<Schema> listed = property.getValue().items();
            if (listed.isPresent()) {
                Optional<String> within = ofOne(listed.get(), placeholder, WRAPPERS_MAX - 1);
                if (within.isPresent()) {
                    return within.map(pointer -> "/" + escaped(property.getKey()) + "/0" + pointer);
                }
            }
        }
        return Optional.empty();
    }

    /** For {@code petId}: petid, id, uuid … */
    private static List<String> candidates(String placeholder) {
        return List.of(plain(placeholder), "id", "uuid", "guid", "key", "name");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean isSimple(Schema schema) {
        return !schema.type().equals("object") && !schema.type().equals("array");
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
