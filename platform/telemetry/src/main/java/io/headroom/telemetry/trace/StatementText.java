package io.headroom.telemetry.trace;

import org.jspecify.annotations.Nullable;

/**
 * A database statement without what differs from call to call: literals become {@code ?}, lists of them become one, comments go, and white space becomes one
 * blank. {@code select a from t where id in (1, 2) and n = 'x'} is {@code select a from t where id in (?) and n = ?}.
 */
public final class StatementText {
    /** What is longer is cut; its beginning tells it well enough. */
    static final int LENGTH_MAX = 1_000;

    private static final int REMEMBERED_MAX = 2_000;
    /** A service has some dozens of statements, which come with every request; each has one place, where the next one takes over. A lost entry is only made anew. */
    private static final @Nullable Normalised[] RECENT = new Normalised[1 << 10];

    private record Normalised(String statement, String text) {}

    private final String text;
    private final StringBuilder normal = new StringBuilder();
    private int at;

    private StatementText(String text) {
        this.text = text;
    }

    public static String normalised(String statement) {
        int place = (statement.hashCode() ^ statement.hashCode() >>> 16) & RECENT.length - 1;
        Normalised recent = RECENT[place];
        if (recent != null && recent.statement().equals(statement)) {
            return recent.text();
        }
        String text = new StatementText(statement).normalise();
        if (statement.length() <= REMEMBERED_MAX) {
            RECENT[place] = new Normalised(statement, text);
        }
        return text;
    }

    private String normalise() {
        while (at < text.length() && normal.length() < LENGTH_MAX) {
            char c = text.charAt(at);
            if (c == '\'') {
                quoted();
            } else if (text.startsWith("--", at)) {
                skipPast("\n");
            } else if (text.startsWith("/*", at)) {
                skipPast("*/");
            } else if (Character.isWhitespace(c)) {
                blank();
                at++;
            } else if (Character.isDigit(c) && !isWithinName()) {
                number();
            } else if (c == '$' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
                at++;
                number();
            } else if (c == '?') {
                placeholder();
                at++;
            } else if (c == ')') {
                closeParenthesis();
            } else {
                normal.append(c);
                at++;
            }
        }
        return normal.toString().strip();
    }

    private void quoted() {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '\'') {
                at++;
            } else if (text.startsWith("''", at)) {
                at += 2;
            } else {
                break;
            }
        }
        at++;
        placeholder();
    }

    private void number() {
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        placeholder();
    }

    /** {@code ?}, unless it would be the next of a list of nothing else. */
    private void placeholder() {
        int end = normal.length();
        while (end > 0 && normal.charAt(end - 1) == ' ') {
            end--;
        }
        if (end >= 3 && normal.charAt(end - 1) == ',' && normal.charAt(end - 2) == '?' && opensList(end - 3)) {
            normal.setLength(end - 1);
            return;
        }
        normal.append('?');
    }

    private boolean opensList(int before) {
        return normal.charAt(before) == '(';
    }

    /** Rows of values beside each other become one row: {@code (?), (?)} is {@code (?)}. */
    private void closeParenthesis() {
        normal.append(')');
        at++;
        String row = "(?)";
        int end = normal.length();
        for (String between : new String[] {", ", ","}) {
            String twice = row + between + row;
            if (end >= twice.length() && normal.indexOf(twice, end - twice.length()) >= 0) {
                normal.setLength(end - twice.length() + row.length());
                return;
            }
        }
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
        blank();
    }

    private void blank() {
        if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
            normal.append(' ');
        }
    }

    private boolean isWithinName() {
        if (at == 0) {
            return false;
        }
        char before = text.charAt(at - 1);
        return Character.isLetterOrDigit(before) || before == '_' || before == '"' || before == '`';
    }
}
