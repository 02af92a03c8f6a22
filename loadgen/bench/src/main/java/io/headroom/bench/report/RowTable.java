package io.headroom.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as people read them: every column as wide as its widest cell, figures to the right. */
public final class RowTable {

    private static final List<String> HEADER =
            List.of("work", "metric", "ours", "peer", "theirs", "ratio", "goal", "met", "note");
    private static final List<Integer> FIGURES = List.of(2, 4, 5);
    private static final String GAP = "  ";

    private RowTable() {}

    public static List<String> lines(List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADER);
        rows.forEach(row -> table.add(cells(row)));
        int[] widths = IntStream.range(0, HEADER.size())
                .map(column -> table.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return table.stream().map(cells -> line(cells, widths)).toList();
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.work(),
                row.metric(),
                figure(row.ours()),
                text(row.peer()),
                row.theirs() == null ? "" : figure(row.theirs()),
                row.ratio() == null ? "" : String.format(Locale.ROOT, "%.3f", row.ratio()),
                text(row.goal()),
                row.met() == null ? "" : row.met() ? "yes" : "NO",
                text(row.note()));
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            line.append(FIGURES.contains(column) ? padding + cells.get(column) : cells.get(column) + padding);
            line.append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** Three significant digits, and no exponent. */
    private static String figure(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.3f" : "%.4f", value);
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }
}
