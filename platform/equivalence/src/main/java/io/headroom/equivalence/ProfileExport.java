package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.headroom.equivalence.Profile.Attribute;
import io.headroom.equivalence.Profile.Part;
import io.headroom.equivalence.ShownState.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes a profile out of {@code terraform show -json}. A state holds secrets, so only what the rules name leaves it, and of that nothing that
 * Terraform calls sensitive.
 */
public final class ProfileExport {

    private ProfileExport() {}

    /**
     * @param name whose profile it is, for people
     * @param under module whose resources count, for example {@code module.environment}; empty for all
     * @throws MalformedProfileException if the document is not a state of format version 1, or nothing of it bears on capacity
     */
    public static Profile of(String name, JsonNode shown, String under, ParityRules rules)
            throws MalformedProfileException {
        Map<String, List<Resource>> byKey = new LinkedHashMap<>();
        for (Resource resource : ShownState.resources(shown, under)) {
            byKey.computeIfAbsent(resource.parityKey().orElse(resource.address()), key -> new ArrayList<>())
                    .add(resource);
        }
        SortedMap<String, Part> parts = new TreeMap<>();
        byKey.forEach((key, resources) -> part(key, resources, rules).ifPresent(part -> parts.put(key, part)));
        if (parts.isEmpty()) {
            throw new MalformedProfileException("the state has no resource that bears on capacity"
                    + (under.isEmpty() ? "" : " below " + under) + ": show the state of what serves production");
        }
        return new Profile(name, parts, List.of());
    }

    /** @return empty for resources that do not matter */
    private static Optional<Part> part(String key, List<Resource> resources, ParityRules rules) {
        Resource first = resources.getFirst();
        Optional<Map<String, ParityClass>> classes = rules.attributesOf(first.type(), first.name());
        if (classes.isEmpty()) {
            return Optional.of(new Part(key, first.type(), false, new TreeMap<>()));
        }
        if (classes.get().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Attribute> attributes = new TreeMap<>();
        classes.get().forEach((path, parityClass) -> {
            JsonNode value = path.equals(ParityRules.RESOURCES)
                    ? JsonNodeFactory.instance.numberNode(resources.size())
                    : common(path, resources);
            attributes.put(path, new Attribute(parityClass, value));
        });
        return Optional.of(new Part(key, first.type(), true, attributes));
    }

    /** What all have in common; where they differ, each value once, in the order of their texts. */
    private static JsonNode common(String path, List<Resource> resources) {
        List<JsonNode> distinct = resources.stream()
                .map(resource -> AttributePath.read(path, resource.values(), resource.sensitive()))
                .distinct()
                .sorted(Comparator.comparing(JsonNode::toString))
                .toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        Optional<JsonNode> unknown = distinct.stream().filter(Unknown::is).findFirst();
        if (unknown.isPresent()) {
            return unknown.get();
        }
        ArrayNode each = JsonNodeFactory.instance.arrayNode();
        distinct.forEach(each::add);
        return each;
    }
}
