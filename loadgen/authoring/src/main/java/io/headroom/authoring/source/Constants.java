package io.headroom.authoring.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Constants that stand for secrets: each reads an environment variable of its own name, so that the file holds none. */
public final class Constants {
    private final Names names;
    private final Map<String, String> meanings = new LinkedHashMap<>();

    public Constants(Names names) {
        this.names = names;
    }

    /** A new constant for what the words mean, for example {@code API_KEY}. */
    public String of(String meaning, String otherwise) {
        String constant = names.constant(meaning, otherwise);
        meanings.put(constant, meaning);
        return constant;
    }

    /**
     * Declares those that the code mentions.
     *
     * @param value that one has if nobody sets the variable
     * @param documentation of each; one %s is the constant's name
     * @return their names and meanings
     */
    public List<Map.Entry<String, String>> declare(ScenarioSource source, String value, String documentation) {
        List<Map.Entry<String, String>> declared = new ArrayList<>();
        meanings.forEach((constant, meaning) -> {
            if (source.mentions(constant)) {
                source.field(
                        documentation.formatted(constant),
                        "private static final String %s = System.getenv().getOrDefault(%s, %s)"
                                .formatted(constant, Literals.text(constant), Literals.text(value)));
                declared.add(Map.entry(constant, meaning));
            }
        });
        return declared;
    }
}
