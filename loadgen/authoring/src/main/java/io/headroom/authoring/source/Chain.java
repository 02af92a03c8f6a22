package io.headroom.authoring.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls on what the call before answered: {@code user.get("/profiles/{id}", id).expect(200)}. On one line if that is short and says nothing but what is
 * asked for and expected; else each call on a line of its own.
 */
public final class Chain {
    private static final int ONE_LINE_CALLS_MAX = 3;

    private final List<Expression> calls = new ArrayList<>();
    private boolean spread;

    /** Begins with a call, for example of {@code user.get}. */
    public Chain(Expression first) {
        calls.add(first);
    }

    /** Goes on with a call that is worth a line. */
    public Chain with(String method, Expression... arguments) {
        spread = true;
        return then(method, arguments);
    }

    /** Goes on with a call. */
    public Chain then(String method, Expression... arguments) {
        calls.add(Expression.call("." + method, arguments));
        return this;
    }

    /** As the statement {@code before + chain;}, whose lines begin at the indentation. */
    String laidOut(String before, int indent) {
        String flat =
                before + String.join("", calls.stream().map(Expression::flat).toList()) + ";";
        boolean isFlat = calls.stream().allMatch(Expression::isFlat);
        if (isFlat && !spread && calls.size() <= ONE_LINE_CALLS_MAX && indent + flat.length() <= Expression.MARGIN) {
            return " ".repeat(indent) + flat;
        }
        int continued = indent + Expression.CONTINUATION;
        StringBuilder out = new StringBuilder(" ".repeat(indent)).append(before);
        out.append(calls.getFirst().laidOut(indent + before.length(), calls.size() > 1 ? continued : indent));
        for (Expression call : calls.subList(1, calls.size())) {
            out.append('\n').append(" ".repeat(continued)).append(call.laidOut(continued, continued));
        }
        return out.append(';').toString();
    }
}
