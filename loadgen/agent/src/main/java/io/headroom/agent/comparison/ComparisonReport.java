package io.headroom.agent.comparison;

import io.headroom.agent.comparison.Comparison.Difference;
import io.headroom.agent.comparison.Comparison.Document;
import io.headroom.agent.export.Markdown;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for people: on a terminal, and below a pull request. */
public final class ComparisonReport {

    private ComparisonReport() {}

    public static List<String> lines(Comparison comparison, Palette palette) {
        List<String> lines = new ArrayList<>();
        Document first = comparison.documents().getFirst();
        comparison.warnings().forEach(warning -> lines.add(palette.doubtful("! ") + warning));
        for (Document other :
                comparison.documents().subList(1, comparison.documents().size())) {
            lines.add("");
            lines.add(
                    palette.bold("%s (%s) → %s (%s)".formatted(first.file(), first.run(), other.file(), other.run())));
            var table = new Table(4).row("before", "after", "change", "interval", "", "", "");
            of(comparison, other)
                    .forEach(difference -> table.row(
                            figure(difference, difference.before()),
                            figure(difference, difference.after()),
                            change(difference),
                            interval(difference),
                            coloured(difference, palette),
                            difference.metric(),
                            difference.subject()));
            table.lines().forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.add(palette.dim(surety(comparison)));
        return lines;
    }

    private static String surety(Comparison comparison) {
        boolean capacities = comparison.differences().stream()
                .map(Difference::metric)
                .anyMatch(metric -> metric.equals("knee") || metric.equals("maximum"));
        return capacities
                ? "A difference is shown where the intervals of the two searches do not meet; how sure each interval is, its own document says."
                : "Intervals hold all figures of a pair together at 95 %; how much two runs of the same service differ they cannot know.";
    }

    public static String markdown(Comparison comparison) {
        Document first = comparison.documents().getFirst();
        var page = new Markdown().paragraph("### Comparison with " + Markdown.escaped(first.file()));
        comparison.warnings().forEach(warning -> page.paragraph("⚠️ " + Markdown.escaped(warning)));
        for (Document other :
                comparison.documents().subList(1, comparison.documents().size())) {
            page.paragraph("**" + Markdown.escaped(other.file()) + "**");
            page.head("of", "metric", ">before", ">after", ">change", ">interval", "verdict");
            of(comparison, other)
                    .forEach(difference -> page.row(
                            difference.subject(),
                            difference.metric(),
                            figure(difference, difference.before()),
                            figure(difference, difference.after()),
                            change(difference),
                            interval(difference),
                            difference.verdict().toString()));
            page.end();
        }
        return page.toString();
    }

    private static List<Difference> of(Comparison comparison, Document other) {
        return comparison.differences().stream()
                .filter(difference -> difference.file().equals(other.file()))
                .toList();
    }

    private static String figure(Difference difference, double value) {
        return switch (difference.metric()) {
            case "errors" -> Figures.share(value);
            case "rate", "knee", "maximum" -> Figures.rate(value);
            default -> Figures.latency(value);
        };
    }

    private static String change(Difference difference) {
        Double change = difference.change();
        return change == null ? "–" : signed(change);
    }

    /** Of the change, as a share of what was before; of errors, which may have been none, in points. */
    private static String interval(Difference difference) {
        Double lower = difference.lower();
        Double upper = difference.upper();
        if (lower == null || upper == null) {
            return "–";
        }
        if (difference.metric().equals("errors")) {
            return "%s … %s".formatted(signed(lower), signed(upper));
        }
        return difference.before() == 0
                ? "–"
                : "%s … %s".formatted(signed(lower / difference.before()), signed(upper / difference.before()));
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    private static String coloured(Difference difference, Palette palette) {
        String word = difference.verdict().toString();
        return switch (difference.verdict()) {
            case FASTER, FEWER_ERRORS, MORE -> palette.good(word);
            case SLOWER, MORE_ERRORS, LESS -> palette.bad(word);
            case SAME -> palette.dim(word);
            case TOO_SHORT -> palette.doubtful(word);
        };
    }
}
