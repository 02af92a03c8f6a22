package io.headroom.authoring.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value that a request carries.
 *
 * @param name of the query's or form's field, the header, the JSON key; empty for a segment of the path
 * @param before what comes before it in the path, for a segment
 */
record Use(Place place, String name, String value, String before) {
    enum Place {
        PATH,
        QUERY,
        FORM,
        JSON,
        HEADER
    }

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern IDENTIFYING = Pattern.compile(
            "(?i).*(uuid|guid|token|cursor|nonce|csrf|xsrf|signature|hash)|(?i)(.*[_.-])?(ids?|key|code|slug|ref|reference|number|sku|isbn|handle|etag)"
                    + "|.*[a-z](Ids?|ID|Key|Code|Slug|Ref|Number)");
    private static final Pattern MIXED = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_~.=+/-]{16,}");
    private static final Pattern OPAQUE = Pattern.compile("(?=.*[0-9])(?!\\d{4}-\\d{2}-\\d{2})[A-Za-z0-9_~.=+/-]{8,}");

    static Use segment(String value, String before) {
        return new Use(Place.PATH, "", value, before);
    }

    static Use of(Place place, String name, String value) {
        return new Use(place, place == Place.HEADER ? name.toLowerCase(Locale.ROOT) : name, value, "");
    }

    /** Everything that a request carries and that an earlier answer may have given. */
    static List<Use> of(Exchange exchange) {
        List<Use> uses = new ArrayList<>();
        StringBuilder before = new StringBuilder("/");
        for (String segment : exchange.address().segments()) {
            uses.add(segment(Address.decodedSegment(segment), before.toString()));
            before.append(segment).append('/');
        }
        exchange.address().fields().forEach(field -> uses.add(of(Place.QUERY, field.name(), field.value())));
        exchange.headers().forEach(header -> uses.add(of(Place.HEADER, header.name(), credential(header.value()))));
        exchange.content().ifPresent(content -> {
            if (content.isJson()) {
                Json.read(content).ifPresent(json -> addLeaves(json, "", uses));
            } else {
                content.form().orElse(List.of()).forEach(part -> uses.add(of(Place.FORM, part.name(), part.value())));
            }
        });
        uses.removeIf(use -> use.value().isEmpty());
        return uses;
    }

    /** An Authorization header's value without its scheme. */
    static String credential(String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : header;
    }

    /** Whether a segment of a path looks like one value of many, rather than like the name of something. */
    static boolean varies(String segment) {
        return segment.matches("\\d+")
                || UUID.matcher(segment).matches()
                || MIXED.matcher(segment).matches();
    }

    /** Whether a key names what identifies a thing. */
    static boolean identifies(String key) {
        return IDENTIFYING.matcher(key).matches();
    }

    /** Whether this value is likely to be the one that stands under that key of an earlier answer, rather than equal by chance. */
    boolean comesFrom(String key) {
        boolean opaque = UUID.matcher(value).matches() || OPAQUE.matcher(value).matches();
        return opaque || identifies(key) && (place == Place.PATH || identifies(name) || name.equals(key));
    }

    private static void addLeaves(JsonNode node, String key, List<Use> uses) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                addLeaves(property.getValue(), property.getKey(), uses);
            }
        } else if (node.isArray()) {
            node.forEach(element -> addLeaves(element, key, uses));
        } else if (node.isTextual() || node.isIntegralNumber()) {
            uses.add(of(Place.JSON, key, node.asText()));
        }
    }
}
