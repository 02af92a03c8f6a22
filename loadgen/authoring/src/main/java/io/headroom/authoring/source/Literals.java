package io.headroom.authoring.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts, numbers and times as Java writes them. */
public final class Literals {
    /** A class file's constant holds 65,535 bytes; a character takes three at most. */
    private static final int CONSTANT_MAX = 20_000;

    private Literals() {}

    /** A text in quotation marks; a very long one in pieces, because a class file bounds each. */
    public static String text(String text) {
        if (text.length() <= CONSTANT_MAX) {
            return quoted(text);
        }
        return pieces(text).stream().map(Literals::quoted).collect(Collectors.joining(", ", "String.join(\"\", ", ")"));
    }

    /** A text over several lines, or {@link #text} if it has only one or is very long. */
    public static String block(String text) {
        if (text.indexOf('\n') < 0 || text.length() > CONSTANT_MAX || text.indexOf('\r') >= 0) {
            return text(text);
        }
        StringBuilder block = new StringBuilder("\"\"\"\n");
        text.lines().forEach(line -> block.append(blockLine(line)).append('\n'));
        if (!text.endsWith("\n")) {
            block.insert(block.length() - 1, '\\'); // joins the last line with what follows: nothing
        }
        return block.append("\"\"\"").toString();
    }

    /** A waiting time, such as {@code Duration.ofMillis(250)}. */
    public static String duration(Duration time) {
        long millis = time.toMillis();
        return millis % 1_000 == 0
                ? "Duration.ofSeconds(" + number(millis / 1_000) + ")"
                : "Duration.ofMillis(" + number(millis) + ")";
    }

    /** A whole number with its thousands set apart. */
    public static String number(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", "_");
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + CONSTANT_MAX);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(escaped(c));
            }
        }
        return out.append('"').toString();
    }

    private static String blockLine(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            out.append(escaped(line.charAt(i)));
        }
        String text = out.toString().replace("\"\"\"", "\\\"\"\"");
        if (text.endsWith("\"")) {
            text = text.substring(0, text.length() - 1) + "\\\"";
        }
        // The compiler strips spaces at the end of a line, and the formatter tabs anywhere.
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) + "\\s" : text;
    }

    /** What neither kind of text can hold as it is. A surrogate without its partner cannot be encoded, so it is escaped, too. */
    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default ->
                c < ' ' || c == 127 || Character.isSurrogate(c) || isInvisible(c)
                        ? "\\u%04x".formatted((int) c)
                        : Character.toString(c);
        };
    }

    private static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
