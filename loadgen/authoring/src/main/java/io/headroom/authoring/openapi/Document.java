package io.headroom.authoring.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.authoring.AuthoringException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A document as a tree, whose references are followed within it.
 *
 * @param file its name, for messages
 */
record Document(String file, JsonNode root) {
    private static final long BYTES_MAX = 64_000_000;
    /** What anchors of YAML may make of a document that is small on disk. */
    private static final int ALIASES_MAX = 10_000;

    private static final int REFERENCES_IN_A_ROW_MAX = 20;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(500).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    static Document read(Path path) throws AuthoringException {
        String file = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw new AuthoringException(path + ": there is no such file, or it is a folder; name an OpenAPI document");
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new AuthoringException(
                        "%s: it has more than %,d bytes: bundle only what is to be tested".formatted(path, BYTES_MAX));
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            var document =
                    new Document(file, plain.stripLeading().startsWith("{") ? json(file, plain) : yaml(file, plain));
            document.requireOpenApi();
            return document;
        } catch (IOException e) {
            throw new AuthoringException(path + ": cannot be read: " + e.getMessage());
        }
    }

    boolean isSwagger2() {
        return root.path("swagger").asText().startsWith("2");
    }

    /**
     * What stands there, or where its reference leads.
     *
     * @throws AuthoringException if it leads out of the document, or nowhere
     */
    JsonNode resolved(JsonNode node) throws AuthoringException {
        JsonNode found = node;
        for (int followed = 0; found.path("$ref").isTextual(); followed++) {
            String reference = found.path("$ref").textValue();
            if (followed == REFERENCES_IN_A_ROW_MAX) {
                throw new AuthoringException(file + ": $ref \"" + reference + "\" leads in a circle");
            }
            found = target(reference);
        }
        return found;
    }

    private JsonNode target(String reference) throws AuthoringException {
        if (!reference.startsWith("#")) {
            throw new AuthoringException(
                    file + ": $ref \"" + reference
                            + "\" leads out of the document, and nothing is fetched: bundle it into one file first (for example by redocly bundle)");
        }
        String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonNode target = pointer.isEmpty() || pointer.startsWith("/") ? root.at(pointer) : MissingNode.getInstance();
        if (target.isMissingNode()) {
            throw new AuthoringException(
                    file + ": $ref \"" + reference + "\" leads nowhere: correct it, or add what it names");
        }
        return target;
    }

    private void requireOpenApi() throws AuthoringException {
        String version = root.path("openapi").asText(root.path("swagger").asText(""));
        if (!version.matches("(3\\.[0-2]|2\\.0).*")) {
            throw new AuthoringException(file
                    + (version.isEmpty()
                            ? ": neither openapi nor swagger says a version, so this is no OpenAPI document"
                            : ": its version is " + version + "; 2.0 and 3.0 to 3.2 are read"));
        }
        if (!root.path("paths").isObject()) {
            throw new AuthoringException(file + ": paths is missing or is no object, so there is nothing to call");
        }
    }

    private static JsonNode json(String file, String text) throws AuthoringException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new AuthoringException("%s:%d:%d: not valid JSON: %s"
                    .formatted(
                            file,
                            location.getLineNr(),
                            location.getColumnNr(),
                            e.getOriginalMessage().replaceAll("\\s+", " ")));
        }
    }

    private static JsonNode yaml(String file, String text) throws AuthoringException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit((int) BYTES_MAX)
                .setMaxAliasesForCollections(ALIASES_MAX)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            // Published documents have empty lines of spaces within texts, which YAML 1.2 forbids and other parsers let
            // pass.
            Object tree = new Load(settings).loadFromString(text.replaceAll("(?m)^[ \\t]+$", ""));
            JsonNode node = MAPPER.valueToTree(tree);
            if (node == null || !node.isObject()) {
                throw new AuthoringException(file + ":1: an OpenAPI document is an object; this is none");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new AuthoringException(file + place + ": not valid YAML: " + e.getProblem());
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new AuthoringException(file + ": not valid YAML: " + e.getMessage());
        }
    }
}
