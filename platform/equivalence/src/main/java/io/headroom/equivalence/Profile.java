package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a system bears on its capacity: exported from a Terraform state, or written by hand.
 *
 * @param name whose profile it is, for people
 * @param parts by key
 * @param declared differences on a request's path that the owner accepts, with the reason
 */
public record Profile(String name, SortedMap<String, Part> parts, List<Declared> declared) {

    public static final String SCHEMA = "headroom.profile/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public Profile {
        parts = new TreeMap<>(parts);
        declared = List.copyOf(declared);
    }

    /**
     * One resource, or several by {@code count} and {@code for_each} that share their address.
     *
     * @param key module path, type and name, or the tag {@code parity_key}
     * @param understood false for a resource that no rule names
     */
    public record Part(String key, String type, boolean understood, SortedMap<String, Attribute> attributes) {
        public Part {
            attributes = new TreeMap<>(attributes);
        }
    }

    /** @param value null where it is not set, marked where it is not known ({@link Unknown}); an array where several resources differ */
    public record Attribute(ParityClass parityClass, JsonNode value) {}

    /** @param part key of a part that is on the path of one side only, or behaves otherwise there */
    public record Declared(String part, String why) {}

    /** @throws MalformedProfileException if the document is not {@code headroom.profile/1} */
    public static Profile of(JsonNode document) throws MalformedProfileException {
        if (!SCHEMA.equals(document.path("schema").asText())) {
            throw new MalformedProfileException("schema is '"
                    + document.path("schema").asText() + "' and not '" + SCHEMA + "': a profile begins with it");
        }
        SortedMap<String, Part> parts = new TreeMap<>();
        for (JsonNode one : document.path("parts")) {
            Part part = part(one);
            if (parts.put(part.key(), part) != null) {
                throw new MalformedProfileException("parts has '" + part.key() + "' twice: a key names one part");
            }
        }
        if (parts.isEmpty()) {
            throw new MalformedProfileException("parts is empty: a profile of nothing equals everything");
        }
        List<Declared> declared = new ArrayList<>();
        for (JsonNode one : document.path("declared")) {
            declared.add(new Declared(text(one, "part"), text(one, "why")));
        }
        return new Profile(text(document, "name"), parts, declared);
    }

    private static Part part(JsonNode document) throws MalformedProfileException {
        String key = text(document, "key");
        SortedMap<String, Attribute> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            switch (field.getKey()) {
                case "key", "type", "understood" -> {}
                default -> {
                    ParityClass parityClass = ParityClass.of(field.getKey())
                            .orElseThrow(() -> new MalformedProfileException("part '" + key + "' has '" + field.getKey()
                                    + "': give key, type, understood, or one of " + ParityClass.words()));
                    field.getValue()
                            .properties()
                            .forEach(one -> attributes.put(one.getKey(), new Attribute(parityClass, one.getValue())));
                }
            }
        }
        return new Part(key, text(document, "type"), document.path("understood").asBoolean(true), attributes);
    }

    private static String text(JsonNode document, String field) throws MalformedProfileException {
        JsonNode value = document.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new MalformedProfileException("'" + field + "' is missing, or no text, in "
                    + (document.has("key") ? "part '" + document.path("key").asText() + "'" : "the profile"));
        }
        return value.asText();
    }

    /** The document {@code headroom.profile/1}, in an order that depends on the contents alone. */
    public ObjectNode document() {
        ObjectNode document = NODES.objectNode().put("schema", SCHEMA).put("name", name);
        var list = document.putArray("parts");
        parts.values().forEach(part -> list.add(document(part)));
        var accepted = document.putArray("declared");
        declared.stream()
                .sorted(Comparator.comparing(Declared::part))
                .forEach(one -> accepted.addObject().put("part", one.part()).put("why", one.why()));
        return document;
    }

    private static ObjectNode document(Part part) {
        ObjectNode document = NODES.objectNode().put("key", part.key()).put("type", part.type());
        if (!part.understood()) {
            document.put("understood", false);
        }
        for (ParityClass parityClass : ParityClass.values()) {
            part.attributes().forEach((path, attribute) -> {
                if (attribute.parityClass() == parityClass) {
                    document.withObjectProperty(parityClass.word()).set(path, attribute.value());
                }
            });
        }
        return document;
    }

    /** As a run measures it: what the method pins is what it measures with, not what stands when it begins. */
    public Profile measuredWith(int instancesMost) {
        SortedMap<String, Part> measured = new TreeMap<>();
        parts.forEach((key, part) -> {
            SortedMap<String, Attribute> attributes = new TreeMap<>(part.attributes());
            attributes.replaceAll((path, attribute) -> attribute.parityClass() == ParityClass.PINNED
                    ? new Attribute(ParityClass.PINNED, NODES.numberNode(instancesMost))
                    : attribute);
            measured.put(key, new Part(key, part.type(), part.understood(), attributes));
        });
        return new Profile(name, measured, declared);
    }
}
