package io.headroom.agent.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small table, every column as wide as its widest cell. Cells may hold escape sequences; they do not count. */
public final class Table {

    private static final String GAP = "   ";
    private static final String ESCAPES = "\033\\[[0-9;]*m";

    private final List<List<String>> rows = new ArrayList<>();
    private final int leftAlignedFrom;

    /** @param leftAlignedFrom first column of words; those before hold figures and are aligned to the right */
    public Table(int leftAlignedFrom) {
        this.leftAlignedFrom = leftAlignedFrom;
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns).map(this::widthOf).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int widthOf(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> visible(row.get(column)))
                .max()
                .orElse(0);
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), column, widths[column]))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(String text, int column, int width) {
        String padding = " ".repeat(width - visible(text));
        return column < leftAlignedFrom ? padding + text : text + padding;
    }

    private static int visible(String text) {
        return text.replaceAll(ESCAPES, "").length();
    }
}
