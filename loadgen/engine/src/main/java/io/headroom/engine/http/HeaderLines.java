package io.headroom.engine.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Headers that a scenario adds, in their order. Few, so a list is searched. */
public final class HeaderLines {
    private static final int LINES_MAX = 100;
    /** What frames a request or traces it is the engine's to say. */
    private static final Set<String> RESERVED = caseless("content-length", "transfer-encoding", "traceparent");

    private record Line(String name, String text) {}

    private final List<Line> lines = new ArrayList<>(2);

    /** Adds a line, whether or not there is one of that name. */
    public void add(String name, String value) {
        String text = RequestHead.line(name, value);
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("the header " + name + " is the engine's to set");
        }
        if (lines.size() == LINES_MAX) {
            throw new IllegalArgumentException("more than " + LINES_MAX + " headers on one request");
        }
        lines.add(new Line(name, text));
    }

    /** Adds a line in place of those of that name. */
    public void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    public void remove(String name) {
        lines.removeIf(line -> line.name().equalsIgnoreCase(name));
    }

    public boolean has(String name) {
        for (Line line : lines) {
            if (line.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public void clear() {
        lines.clear();
    }

    public void writeTo(ByteBuf out) {
        for (Line line : lines) {
            out.writeCharSequence(line.text(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Adds all of the others' lines whose names are not here. */
    public void addMissing(HeaderLines others) {
        List<Line> missing =
                others.lines.stream().filter(line -> !has(line.name())).toList();
        lines.addAll(missing);
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
