package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.AuthoringException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a document.
 *
 * @param path its template
 * @param id its operationId, empty if it has none
 * @param summary what it does, for people; may be empty
 * @param parameters of the path item and its own, which take precedence
 * @param body absent if it takes none
 * @param statuses that mean success, as documented: 200, or 2XX; empty if nothing is said
 * @param answer the schema of a successful answer in JSON
 * @param location whether a successful answer says a Location
 * @param security the first way to be let in; no name if anybody is
 */
record Operation(
        String method,
        String path,
        String id,
        String summary,
        List<Parameter> parameters,
        Optional<Body> body,
        List<String> statuses,
        Optional<Schema> answer,
        boolean location,
        List<String> security) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}/]+)}");

    /** @param place path, query, header or cookie */
    record Parameter(String name, String place, boolean required, Schema schema, JsonNode example) {}

    /** @param example the whole body, missing if there is none */
    record Body(String mediaType, Schema schema, JsonNode example) {}

    /** A document has one of each method and path. What it says about them can be large, and is not looked at. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operation operation && method.equals(operation.method) && path.equals(operation.path);
    }

    @Override
    public int hashCode() {
        return 31 * method.hashCode() + path.hashCode();
    }

    /** The names in the path's placeholders, in order. */
    List<String> placeholders() {
        List<String> names = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(path);
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return names;
    }

    /** The path up to and with the placeholder of that number. */
    String pathTo(int placeholder) {
        Matcher found = PLACEHOLDER.matcher(path);
        for (int i = 0; i <= placeholder; i++) {
            if (!found.find()) {
                throw new IllegalArgumentException(path + " has no placeholder " + placeholder);
            }
        }
        return path.substring(0, found.end());
    }

    Optional<Parameter> pathParameter(String name) {
        return parameters.stream()
                .filter(parameter ->
                        parameter.place().equals("path") && parameter.name().equals(name))
                .findFirst();
    }

    /** Reads one. */
    static Operation of(Document document, String path, String method, JsonNode item, JsonNode node)
            throws AuthoringException {
        JsonNode success = null;
        List<String> statuses = new ArrayList<>();
        Map<String, JsonNode> responses = new TreeMap<>();
        node.path("responses").properties().forEach(entry -> responses.put(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, JsonNode> response : responses.entrySet()) {
            if (response.getKey().matches("2(\\d\\d|XX|xx)")) {
                statuses.add(response.getKey());
                success = success == null ? document.resolved(response.getValue()) : success;
            }
        }
        if (statuses.isEmpty()) {
            responses.keySet().stream()
                    .filter(status -> status.matches("3\\d\\d"))
                    .findFirst()
                    .ifPresent(statuses::add);
        }
        return new Operation(
                method,
                path,
                node.path("operationId").asText(""),
                node.path("summary").asText("").strip(),
                parameters(document, item, node),
                document.isSwagger2() ? Swagger2.body(document, item, node) : body(document, node),
                statuses,
                success == null ? Optional.empty() : answer(document, success),
                success != null && success.path("headers").has("Location"),
                security(document, node));
    }

    private static List<Parameter> parameters(Document document, JsonNode item, JsonNode node)
            throws AuthoringException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (JsonNode owner : List.of(item, node)) {
            for (JsonNode each : owner.path("parameters")) {
                JsonNode parameter = document.resolved(each);
                String place = parameter.path("in").asText();
                String name = parameter.path("name").asText();
                JsonNode schema = parameter.has("schema")
                        ? parameter.path("schema")
                        : parameter.path("content").isObject()
                                        && !parameter.path("content").isEmpty()
                                ? parameter.path("content").iterator().next().path("schema")
                                : parameter; // Swagger 2 writes it there
                JsonNode examples = parameter.path("examples");
                JsonNode example = examples.isObject() && !examples.isEmpty()
                        ? document.resolved(examples.iterator().next()).path("value")
                        : parameter.path("example");
                parameters.put(
                        place + " " + name,
                        new Parameter(
                                name,
                                place,
                                parameter.path("required").asBoolean(),
                                Schema.of(document, schema),
                                example));
            }
        }
        return List.copyOf(parameters.values());
    }

    private static Optional<Body> body(Document document, JsonNode node) throws AuthoringException {
        JsonNode content = document.resolved(node.path("requestBody")).path("content");
        String chosen = "";
        for (var media : content.properties()) {
            if (chosen.isEmpty() || MediaTypes.rank(media.getKey()) < MediaTypes.rank(chosen)) {
                chosen = media.getKey();
            }
        }
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        JsonNode media = content.path(chosen);
        JsonNode examples = media.path("examples");
        JsonNode example = examples.isObject() && !examples.isEmpty()
                ? document.resolved(examples.iterator().next()).path("value")
                : media.path("example");
        return Optional.of(new Body(chosen, Schema.of(document, media.path("schema")), example));
    }

    private static Optional<Schema> answer(Document document, JsonNode response) throws AuthoringException {
        if (response.has("schema")) {
            return Optional.of(Schema.of(document, response.path("schema")));
        }
        for (var media : response.path("content").properties()) {
            if (MediaTypes.isJson(media.getKey()) && media.getValue().has("schema")) {
                return Optional.of(Schema.of(document, media.getValue().path("schema")));
            }
        }
        return Optional.empty();
    }

    /** The first alternative; what is optional is taken as none. */
    private static List<String> security(Document document, JsonNode node) {
        JsonNode alternatives =
                node.has("security") ? node.path("security") : document.root().path("security");
        for (JsonNode alternative : alternatives) {
            if (alternative.isEmpty()) {
                return List.of();
            }
        }
        List<String> names = new ArrayList<>();
        alternatives.path(0).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
