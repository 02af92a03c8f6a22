package io.headroom.engine.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values (RFC 4180): fields may stand in quotes, and then hold commas, line ends and doubled quotes. Blank lines are left out.
 *
 * <pre>
 * field ── " at its beginning ──> quoted ── "" ──> quoted
 *   │                               └── " ──> closed ── , or line end ──> field
 *   └── , or line end ──> field
 * </pre>
 */
public final class Csv {
    private static final int ROWS_MAX = 10_000_000;

    /**
     * One line of the file, or several if a quoted field has line ends.
     *
     * @param line where it begins, from 1
     */
    public record Row(int line, List<String> fields) {
        boolean isBlank() {
            return fields.size() == 1 && fields.getFirst().isBlank();
        }
    }

    private final String name;
    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private List<String> fields = new ArrayList<>();
    private int position;
    private int line = 1;
    private int rowLine = 1;

    private Csv(String name, String text) {
        this.name = name;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * All rows, the header among them.
     *
     * @param name of the file, for errors
     */
    public static List<Row> read(String name, String text) {
        return new Csv(name, text).read();
    }

    private List<Row> read() {
        while (position < text.length()) {
            fields.add(text.charAt(position) == '"' ? quoted() : plain());
            endField();
        }
        if (!fields.isEmpty()) {
            fields.add("");
            endRow(); // the file ended with a comma
        }
        return rows;
    }

    private String plain() {
        int from = position;
        while (position < text.length() && !isEnd(text.charAt(position))) {
            if (text.charAt(position) == '"') {
                throw wrong(
                        "a quote in the middle of a field; put the whole field into quotes, and double those in it");
            }
            position++;
        }
        return text.substring(from, position);
    }

    private String quoted() {
        var value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                value.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                value.append('"');
                position++;
            } else {
                return value.toString();
            }
        }
        throw new CsvException(name, rowLine, "a quote is opened and never closed");
    }

    private void endField() {
        if (position == text.length()) {
            endRow();
            return;
        }
        char c = text.charAt(position++);
        if (c == ',') {
            return;
        }
        if (c == '\r' && position < text.length() && text.charAt(position) == '\n') {
            position++;
        } else if (!isEnd(c)) {
            throw wrong("text after a closing quote");
        }
        line++;
        endRow();
    }

    private void endRow() {
        var row = new Row(rowLine, List.copyOf(fields));
        fields = new ArrayList<>(row.fields().size());
        rowLine = line;
        if (row.isBlank()) {
            return;
        }
        if (rows.size() > ROWS_MAX) {
            throw wrong("more than " + ROWS_MAX + " rows");
        }
        rows.add(row);
    }

    private static boolean isEnd(char c) {
        return c == ',' || c == '\n' || c == '\r';
    }

    private CsvException wrong(String what) {
        return new CsvException(name, line, what);
    }
}
