package io.headroom.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The managed resources of {@code terraform show -json}, of a state or of a plan's planned values. */
final class ShownState {

    private static final Pattern INSTANCE_KEY = Pattern.compile("\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*\")]");

    private ShownState() {}

    /**
     * @param module module path without instance keys, empty for the root
     * @param sensitive where {@code values} are secret, in Terraform's shape: true, or an object or array of it
     */
    record Resource(String module, String type, String name, JsonNode values, JsonNode sensitive) {

        /** Module path, type and name: the same for all instances of a {@code count}. */
        String address() {
            return module.isEmpty() ? type + "." + name : module + "." + type + "." + name;
        }

        /** The key that its owner gave it, to match resources whose addresses differ. */
        Optional<String> parityKey() {
            for (String path : List.of("tags", "tags_all", "labels", "input")) {
                JsonNode key = values.path(path).path("parity_key");
                if (key.isTextual()) {
                    return Optional.of(key.asText());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param under only resources below this module, whose address then is relative to it; empty for all
     * @throws MalformedProfileException if the document is not of format version 1
     */
    static List<Resource> resources(JsonNode shown, String under) throws MalformedProfileException {
        String version = shown.path("format_version").asText();
        if (!version.startsWith("1.")) {
            throw new MalformedProfileException("format_version is '" + version
                    + "' and not 1.x: give what 'terraform show -json' writes of a state");
        }
        JsonNode values = shown.has("values") ? shown.path("values") : shown.path("planned_values");
        List<Resource> found = new ArrayList<>();
        collect(values.path("root_module"), under, found);
        return found;
    }

    private static void collect(JsonNode module, String under, List<Resource> found) {
        String path = withoutInstanceKeys(module.path("address").asText(""));
        for (JsonNode resource : module.path("resources")) {
            if ("managed".equals(resource.path("mode").asText())) {
                relative(path, under)
                        .ifPresent(relative -> found.add(new Resource(
                                relative,
                                resource.path("type").asText(),
                                resource.path("name").asText(),
                                resource.path("values"),
                                resource.has("sensitive_values")
                                        ? resource.path("sensitive_values")
                                        : MissingNode.getInstance())));
            }
        }
        module.path("child_modules").forEach(child -> collect(child, under, found));
    }

    private static Optional<String> relative(String path, String under) {
        if (under.isEmpty() || path.equals(under)) {
            return Optional.of(under.isEmpty() ? path : "");
        }
        return path.startsWith(under + ".") ? Optional.of(path.substring(under.length() + 1)) : Optional.empty();
    }

    private static String withoutInstanceKeys(String address) {
        return INSTANCE_KEY.matcher(address).replaceAll("");
    }
}
