package io.headroom.authoring.source;

/** One step of a journey's code. */
public sealed interface Statement {

    /** {@code chain;}, or {@code Type name = chain;} if what it answers is kept. */
    record Call(String keptAs, Chain chain) implements Statement {}

    /** {@code return chain;} */
    record Return(Chain chain) implements Statement {}

    /** {@code java;} */
    record Plain(String java) implements Statement {}

    /** What the next statement is for. */
    record Comment(String text) implements Statement {}

    /** What it answers is not kept. */
    static Statement call(Chain chain) {
        return new Call("", chain);
    }

    /** The lines of the statement. */
    default String laidOut(int indent) {
        return switch (this) {
            case Call(String keptAs, Chain chain) -> chain.laidOut(keptAs.isEmpty() ? "" : keptAs + " = ", indent);
            case Return(Chain chain) -> chain.laidOut("return ", indent);
            case Plain(String java) -> " ".repeat(indent) + java + ";";
            case Comment(String text) ->
                " ".repeat(indent) + "// " + text.replaceAll("\\s+", " ").replace("\\u", "\\ u");
        };
    }
}
