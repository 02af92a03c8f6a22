package io.headroom.authoring.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** The names that one scope has given away. What people wrote becomes an identifier; what is taken gets a number. */
public final class Names {
    /** Words of a name; more make it no clearer. */
    private static final int WORDS_MAX = 6;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]+");

    /** Names of types that a scenario's file uses with another meaning, or that the language keeps for itself. */
    private static final Set<String> TYPES = Set.of(
            "Base64",
            "Boolean",
            "Double",
            "Duration",
            "Enum",
            "Exception",
            "Feed",
            "Identities",
            "Integer",
            "Iterable",
            "Journey",
            "List",
            "Long",
            "Map",
            "Number",
            "Object",
            "Override",
            "Pool",
            "Record",
            "Request",
            "Response",
            "Runnable",
            "Scenario",
            "Setup",
            "String",
            "System",
            "Thread",
            "User",
            "Character",
            "Byte",
            "Short",
            "Float",
            "Void",
            "Error",
            "Class",
            "Math",
            "Process",
            "Module",
            "Package",
            "Comparable",
            "Deprecated",
            "Iterator",
            "Optional");

    /** Methods that every object has, which neither journeys nor components of records may be called. */
    private static final Set<String> OBJECTS =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private static final Set<String> CONTEXTUAL =
            Set.of("var", "yield", "record", "sealed", "permits", "when", "module");

    private final Set<String> taken = new HashSet<>();

    /** A scope that has given nothing away but what every scenario uses already. */
    public Names() {
        taken.addAll(TYPES);
        taken.addAll(OBJECTS);
        taken.addAll(CONTEXTUAL);
    }

    /** A scope for the variables of a journey, whose parameter is {@code user}. */
    public static Names ofVariables() {
        return new Names().without("user");
    }

    /** Keeps a name for what is written by hand. */
    public Names without(String... reserved) {
        taken.addAll(Arrays.asList(reserved));
        return this;
    }

    /** A name for a variable, a method or a component, such as {@code checkoutBasket}. */
    public String lower(String text, String otherwise) {
        return unique(lowerCamel(text, otherwise));
    }

    /** A name for a type, such as {@code CheckoutBasket}. */
    public String upper(String text, String otherwise) {
        String name = upperCamel(text, otherwise);
        return unique(TYPES.contains(name) ? name + "Data" : name);
    }

    /** A name for a constant, such as {@code API_KEY}. */
    public String constant(String text, String otherwise) {
        String name = String.join("_", words(text)).toUpperCase(Locale.ROOT);
        return unique(name.isEmpty() || Character.isDigit(name.charAt(0)) ? otherwise : name);
    }

    private String unique(String wanted) {
        String name = SourceVersion.isKeyword(wanted) ? wanted + "Value" : wanted;
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = Character.isDigit(name.charAt(name.length() - 1)) ? name + "_" + number : name + number;
        }
        return candidate;
    }

    static String lowerCamel(String text, String otherwise) {
        String name = upperCamel(text, otherwise);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static String upperCamel(String text, String otherwise) {
        String name = words(text).stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (name.isEmpty()) {
            return otherwise;
        }
        return Character.isDigit(name.charAt(0)) ? otherwise + name : name;
    }

    /** Whether a JSON key can be the component of a record as it stands, so that what is sent has that key. */
    public static boolean isComponent(String key) {
        return SourceVersion.isIdentifier(key)
                && !SourceVersion.isKeyword(key)
                && !OBJECTS.contains(key)
                && !key.contains("$")
                && key.chars().allMatch(c -> c < 128);
    }

    /** One thing of many: {@code orders} becomes {@code order}. */
    public static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches("(?i).+(ss|x|ch|sh|z)es")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.matches("(?i).+(ss|us|is)");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    private static List<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        List<String> words = new ArrayList<>();
        for (String part : SEPARATORS.split(plain.replace("'", ""))) {
            for (String word : CAMEL.split(part)) {
                if (!word.isEmpty() && words.size() < WORDS_MAX) {
                    words.add(word.toLowerCase(Locale.ROOT));
                }
            }
        }
        return words;
    }
}
