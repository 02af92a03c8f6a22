package io.headroom.authoring.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.authoring.AuthoringException;
import java.util.List;
import java.util.Optional;

/** What Swagger 2.0 says elsewhere than OpenAPI 3 does. */
final class Swagger2 {

    private Swagger2() {}

    /** Bodies and forms are parameters there. */
    static Optional<Operation.Body> body(Document document, JsonNode item, JsonNode operation)
            throws AuthoringException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        boolean file = false;
        for (JsonNode owner : List.of(item, operation)) {
            for (JsonNode each : owner.path("parameters")) {
                JsonNode parameter = document.resolved(each);
                if (parameter.path("in").asText().equals("body")) {
                    return Optional.of(new Operation.Body(
                            consumes(document, operation, "application/json"),
                            Schema.of(document, parameter.path("schema")),
                            MissingNode.getInstance()));
                }
                if (parameter.path("in").asText().equals("formData")) {
                    ObjectNode schema = fields.withObject("/properties")
                            .putObject(parameter.path("name").asText());
                    parameter.properties().stream()
                            .filter(entry -> !entry.getKey().equals("required"))
                            .forEach(entry -> schema.set(entry.getKey(), entry.getValue()));
                    if (parameter.path("type").asText().equals("file")) {
                        schema.put("type", "string").put("format", "binary");
                        file = true;
                    }
                    if (parameter.path("required").asBoolean()) {
                        fields.withArray("/required").add(parameter.path("name").asText());
                    }
                }
            }
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String type = file ? "multipart/form-data" : consumes(document, operation, "application/x-www-form-urlencoded");
        boolean form = MediaTypes.isForm(type) || MediaTypes.isMultipart(type);
        return Optional.of(new Operation.Body(
                form ? type : "application/x-www-form-urlencoded",
                Schema.of(document, fields),
                MissingNode.getInstance()));
    }

    private static String consumes(Document document, JsonNode operation, String otherwise) {
        JsonNode types = operation.has("consumes")
                ? operation.path("consumes")
                : document.root().path("consumes");
        String chosen = "";
        for (JsonNode type : types) {
            if (chosen.isEmpty() || MediaTypes.rank(type.asText()) < MediaTypes.rank(chosen)) {
                chosen = type.asText();
            }
        }
        return chosen.isEmpty() || chosen.equals("*/*") ? otherwise : chosen;
    }

    /** Scheme, host and base path are apart there. */
    static String server(JsonNode root) {
        String host = root.path("host").asText("");
        String scheme = root.path("schemes").path(0).asText("https");
        String path = root.path("basePath").asText("");
        return host.isEmpty() ? path : scheme + "://" + host + path;
    }
}
