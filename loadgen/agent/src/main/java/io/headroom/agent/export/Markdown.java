package io.headroom.agent.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's Markdown, of which foreign words never become markup: they may come from a scenario or from a server. */
public final class Markdown {

    private final List<String> lines = new ArrayList<>();

    /** A paragraph of markup; foreign words in it have to be escaped by {@link #escaped}. */
    public Markdown paragraph(String markup) {
        lines.add(markup);
        lines.add("");
        return this;
    }

    /** The head of a table: words; those that begin with {@code >} are columns of figures. */
    public Markdown head(String... words) {
        lines.add(row(Arrays.stream(words)
                .map(word -> escaped(word.replaceFirst("^>", "")))
                .toList()));
        lines.add(row(Arrays.stream(words)
                .map(word -> word.startsWith(">") ? "---:" : "---")
                .toList()));
        return this;
    }

    /** A row of words. */
    public Markdown row(String... words) {
        lines.add(row(Arrays.stream(words).map(Markdown::escaped).toList()));
        return this;
    }

    /** Ends a table. */
    public Markdown end() {
        lines.add("");
        return this;
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Words that show as they are, on one line, and mention nobody. */
    public static String escaped(String words) {
        var escaped = new StringBuilder(words.length() + 8);
        words.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '@' -> escaped.append("&#64;");
                case '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '#', '|', '!', '~' ->
                    escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
