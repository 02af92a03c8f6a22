package io.headroom.authoring.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A scenario's whole file: imports, description, records, constants, pools, journeys, helpers. */
public final class ScenarioSource {
    private static final int INDENT = 4;
    private static final int DOC_WIDTH = 116;

    private static final Map<String, String> IMPORTS = new TreeMap<>(Map.ofEntries(
            Map.entry("io.headroom.scenario.Journey", "Journey"),
            Map.entry("io.headroom.scenario.Pool", "Pool"),
            Map.entry("io.headroom.scenario.Response", "Response"),
            Map.entry("io.headroom.scenario.Scenario", "Scenario"),
            Map.entry("io.headroom.scenario.User", "User"),
            Map.entry("java.time.Duration", "Duration"),
            Map.entry("java.util.Base64", "Base64"),
            Map.entry("java.util.List", "List"),
            Map.entry("java.util.Map", "Map")));

    private static final Pattern NO_CODE = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    private final String name;
    private final String description;
    private final List<RecordType> records = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private final List<String> helpers = new ArrayList<>();

    /**
     * @param name of the class
     * @param description what it is and where it comes from, for its documentation
     */
    public ScenarioSource(String name, String description) {
        this.name = name;
        this.description = description;
    }

    public void records(Records added) {
        records.addAll(added.types());
    }

    /** Adds a constant or a pool. */
    public void field(String documentation, String declaration) {
        fields.add(documentation(documentation, INDENT) + " ".repeat(INDENT) + declaration + ";\n");
    }

    /** Adds a journey; the documentation may be empty. */
    public void journey(String annotation, String method, String documentation, List<Statement> statements) {
        methods.add(documentation(documentation, INDENT) + " ".repeat(INDENT) + annotation + "\n"
                + block("void " + method + "(User user)", statements));
    }

    /** Adds a method that journeys call, for example {@code private String newOrder(User user)}. */
    public void helper(String signature, String documentation, List<Statement> statements) {
        helpers.add(documentation(documentation, INDENT) + block(signature, statements));
    }

    private static String block(String signature, List<Statement> statements) {
        return statements.stream()
                .map(statement -> statement.laidOut(2 * INDENT) + "\n")
                .collect(Collectors.joining("", " ".repeat(INDENT) + signature + " {\n", " ".repeat(INDENT) + "}\n"));
    }

    /** Whether the code of journeys mentions the name. */
    public boolean mentions(String name) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        return methods.stream()
                .anyMatch(method ->
                        word.matcher(NO_CODE.matcher(method).replaceAll("")).find());
    }

    /** The file. */
    public String text() {
        List<String> parts = new ArrayList<>();
        records.stream().map(type -> type.laidOut(INDENT) + "\n").forEach(parts::add);
        if (!fields.isEmpty()) {
            parts.add(String.join("\n", fields));
        }
        parts.addAll(methods);
        parts.addAll(helpers);
        String body = documentation(description, 0) + "class " + name + " implements Scenario {\n"
                + String.join("\n", parts) + "}\n";
        return imports(body) + "\n" + body;
    }

    private static String imports(String body) {
        String code = NO_CODE.matcher(body).replaceAll("");
        return IMPORTS.entrySet().stream()
                .filter(entry -> Pattern.compile("\\b" + entry.getValue() + "\\b")
                        .matcher(code)
                        .find())
                .map(entry -> "import " + entry.getKey() + ";\n")
                .collect(Collectors.joining());
    }

    private static String documentation(String text, int indent) {
        if (text.isBlank()) {
            return "";
        }
        String safe = text.strip()
                .replace("*/", "* /")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;");
        String margin = " ".repeat(indent);
        List<String> lines = new ArrayList<>();
        for (String paragraph : safe.split("\n")) {
            lines.addAll(wrapped(paragraph.strip(), DOC_WIDTH - indent));
        }
        if (lines.size() == 1) {
            return margin + "/** " + lines.getFirst() + " */\n";
        }
        return lines.stream()
                .map(line -> line.isEmpty() ? margin + " *\n" : margin + " * " + line + "\n")
                .collect(Collectors.joining("", margin + "/**\n", margin + " */\n"));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width - 4) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
