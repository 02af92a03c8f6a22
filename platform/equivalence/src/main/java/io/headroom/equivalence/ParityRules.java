package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The allow-list: which attributes of which resources bear on capacity, and how. Keys name a type ({@code aws_db_instance}), a type and a
 * resource's name ({@code terraform_data.capacity}), or begin like one ({@code aws_iam_*}); the most exact one applies. A key without
 * attributes says that such resources do not matter; a resource that no key names is not understood, and what is not understood is never equal.
 *
 * <pre>{@code
 * {"schema": "headroom.parity/1",
 *  "resources": {"aws_db_instance": {"instance_class": "mustEqual", "allocated_storage": "mustEqual"}, "aws_iam_*": {}}}
 * }</pre>
 *
 * <p>Attributes are paths with dots; {@code []} stands for every element of a list: {@code root_block_device[].iops}.
 */
public final class ParityRules {

    public static final String SCHEMA = "headroom.parity/1";

    /** The pseudo-attribute for how many of a resource there are. */
    static final String RESOURCES = "resources";

    private static final Pattern KEY = Pattern.compile("[a-z0-9_]+(\\.[A-Za-z0-9_-]+)?\\*?");

    private final Map<String, Map<String, ParityClass>> byKey;

    private ParityRules(Map<String, Map<String, ParityClass>> byKey) {
        this.byKey = byKey;
    }

    /** The rules that come with Headroom, for AWS and for what every provider has. */
    public static ParityRules standard() {
        try (InputStream text = ParityRules.class.getResourceAsStream("parity-rules.json")) {
            if (text == null) {
                throw new IllegalStateException("the standard parity rules are missing from this build");
            }
            return of(new ObjectMapper().readTree(text));
        } catch (IOException failure) {
            throw new UncheckedIOException("the standard parity rules cannot be read", failure);
        } catch (MalformedProfileException malformed) {
            throw new IllegalStateException("the standard parity rules are malformed", malformed);
        }
    }

    /** @throws MalformedProfileException if the document is not {@code headroom.parity/1} */
    public static ParityRules of(JsonNode document) throws MalformedProfileException {
        if (!SCHEMA.equals(document.path("schema").asText())) {
            throw new MalformedProfileException("schema is '"
                    + document.path("schema").asText() + "' and not '" + SCHEMA + "': parity rules begin with it");
        }
        Map<String, Map<String, ParityClass>> byKey = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> rule : document.path("resources").properties()) {
            if (!KEY.matcher(rule.getKey()).matches()) {
                throw new MalformedProfileException("resources has '" + rule.getKey()
                        + "': give a type, a type and a name as terraform_data.capacity, or a beginning as aws_iam_*");
            }
            byKey.put(rule.getKey(), classes(rule.getKey(), rule.getValue()));
        }
        return new ParityRules(byKey);
    }

    private static Map<String, ParityClass> classes(String key, JsonNode attributes) throws MalformedProfileException {
        Map<String, ParityClass> classes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String word = attribute.getValue().asText();
            classes.put(
                    attribute.getKey(),
                    ParityClass.of(word)
                            .orElseThrow(() -> new MalformedProfileException("resources." + key + " has '"
                                    + attribute.getKey() + "': '" + word + "': give one of " + ParityClass.words())));
        }
        return classes;
    }

    /** These rules, and where both name the same key, {@code stronger}'s. */
    public ParityRules with(ParityRules stronger) {
        Map<String, Map<String, ParityClass>> both = new LinkedHashMap<>(byKey);
        both.putAll(stronger.byKey);
        return new ParityRules(both);
    }

    /** @return attributes with their classes, empty if no key names the resource */
    Optional<Map<String, ParityClass>> attributesOf(String type, String name) {
        Map<String, ParityClass> exact = byKey.get(type + "." + name);
        if (exact != null) {
            return Optional.of(exact);
        }
        Map<String, ParityClass> ofType = byKey.get(type);
        return ofType != null ? Optional.of(ofType) : byBeginning(type);
    }

    private Optional<Map<String, ParityClass>> byBeginning(String type) {
        return byKey.keySet().stream()
                .filter(key -> key.endsWith("*") && type.startsWith(key.substring(0, key.length() - 1)))
                .max(java.util.Comparator.comparingInt(String::length))
                .map(byKey::get);
    }
}
