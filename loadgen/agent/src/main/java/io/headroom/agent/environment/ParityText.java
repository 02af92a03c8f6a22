package io.headroom.agent.environment;

import io.headroom.agent.terminal.Table;
import io.headroom.equivalence.Difference;
import io.headroom.equivalence.Grade;
import io.headroom.equivalence.Parity;
import java.util.ArrayList;
import java.util.List;

/** How like production an environment is, in lines for people: the grade and what it means, then what differs. */
public final class ParityText {

    private static final int HASH_SHOWN = 12;

    private ParityText() {}

    public static List<String> lines(Parity parity) {
        List<String> lines = new ArrayList<>();
        lines.add("Grade %s  %s".formatted(parity.grade(), meaning(parity.grade())));
        if (!parity.differences().isEmpty()) {
            var table = new Table(0).row("part", "attribute", "production", "here", "leaves", "why");
            parity.differences().forEach(difference -> row(table, difference));
            table.lines().forEach(line -> lines.add("  " + line));
        }
        parity.production()
                .ifPresent(name -> lines.add("Compared with %s, parity %s"
                        .formatted(
                                name,
                                parity.hash()
                                        .map(hash -> hash.substring(0, HASH_SHOWN))
                                        .orElse("?"))));
        return lines;
    }

    private static void row(Table table, Difference difference) {
        table.row(
                difference.part(),
                difference.attribute() == null ? "" : difference.attribute(),
                difference.production() == null ? "?" : difference.production().toString(),
                difference.environment() == null
                        ? "?"
                        : difference.environment().toString(),
                difference.effect().name(),
                difference.why());
    }

    private static String meaning(Grade grade) {
        return switch (grade) {
            case A -> "equivalent to production: figures are capacity";
            case B -> "equivalent per unit: figures hold for one instance";
            case C -> "unlike production: figures are directional";
        };
    }
}
