package io.headroom.authoring.source;

import java.util.List;
import java.util.stream.Collectors;

/** A record that requests carry or answers are read as. */
public record RecordType(String name, List<Component> components) {
    public RecordType {
        components = List.copyOf(components);
    }

    /** One component; its name is the JSON key. */
    public record Component(String type, String name) {
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    String laidOut(int indent) {
        String flat = " ".repeat(indent) + "record " + name + "("
                + components.stream().map(Component::toString).collect(Collectors.joining(", ")) + ") {}";
        if (flat.length() <= Expression.MARGIN) {
            return flat;
        }
        String margin = "\n" + " ".repeat(indent + Expression.CONTINUATION);
        return " ".repeat(indent) + "record " + name + "(" + margin
                + components.stream().map(Component::toString).collect(Collectors.joining("," + margin)) + ") {}";
    }
}
