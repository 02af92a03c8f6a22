package io.headroom.authoring.source;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A Java expression that knows how to break its lines. */
public sealed interface Expression {

    /** On one line, however long that is. */
    String flat();

    /** Whether it can stand on one line at all. */
    boolean isFlat();

    /**
     * Laid out to end before the margin where that is possible.
     *
     * @param column where it begins
     * @param indent of the line it begins on
     */
    String laidOut(int column, int indent);

    /** The column that lines end before. */
    int MARGIN = 120;

    /** How much further a line begins that goes on with the one before. */
    int CONTINUATION = 8;

    /** Written as it is. */
    static Expression of(String java) {
        return new Verbatim(java);
    }

    /** A text, in quotation marks. */
    static Expression text(String text) {
        return new Verbatim(Literals.text(text));
    }

    /** A call, for example of {@code new NewProfile} or {@code List.of}. */
    static Expression call(String head, Expression... arguments) {
        return new Call(head, Arrays.asList(arguments));
    }

    /** As {@link #call(String, Expression...)}. */
    static Expression call(String head, List<Expression> arguments) {
        return new Call(head, arguments);
    }

    /**
     * Written as it is.
     *
     * @param java may have several lines, as text blocks do; all but the first are indented to where they end up
     */
    record Verbatim(String java) implements Expression {
        @Override
        public String flat() {
            return java;
        }

        @Override
        public boolean isFlat() {
            return java.indexOf('\n') < 0;
        }

        @Override
        public String laidOut(int column, int indent) {
            if (isFlat()) {
                return java;
            }
            return java.replace("\n", "\n" + " ".repeat(indent + CONTINUATION)).replaceAll("(?m)^ +$", "");
        }
    }

    /** {@code head(arguments)}. */
    record Call(String head, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String flat() {
            return head + arguments.stream().map(Expression::flat).collect(Collectors.joining(", ", "(", ")"));
        }

        @Override
        public boolean isFlat() {
            return arguments.stream().allMatch(Expression::isFlat);
        }

        @Override
        public String laidOut(int column, int indent) {
            if (isFlat() && column + flat().length() < MARGIN || arguments.isEmpty()) {
                return flat();
            }
            if (arguments.size() == 1 || lastOnlyBreaks()) {
                String before = head + "("
                        + arguments.subList(0, arguments.size() - 1).stream()
                                .map(argument -> argument.flat() + ", ")
                                .collect(Collectors.joining());
                return before + arguments.getLast().laidOut(column + before.length(), indent) + ")";
            }
            String margin = "\n" + " ".repeat(indent + CONTINUATION);
            String onOneLine = arguments.stream().map(Expression::flat).collect(Collectors.joining(", "));
            if (isFlat() && indent + CONTINUATION + onOneLine.length() + 3 < MARGIN) {
                return head + "(" + margin + onOneLine + ")";
            }
            StringBuilder out = new StringBuilder(head).append('(');
            int inside = indent + CONTINUATION;
            for (int i = 0; i < arguments.size(); i++) {
                // Keys of a map stand before their values.
                boolean value = head.equals("Map.of") && i % 2 == 1;
                String before = value ? " " : margin;
                int from = value ? inside + arguments.get(i - 1).flat().length() + 2 : inside;
                out.append(i == 0 ? "" : ",")
                        .append(before)
                        .append(arguments.get(i).laidOut(from, inside));
            }
            return out.append(')').toString();
        }

        private boolean lastOnlyBreaks() {
            return !arguments.getLast().isFlat()
                    && arguments.subList(0, arguments.size() - 1).stream().allMatch(Expression::isFlat);
        }
    }
}
