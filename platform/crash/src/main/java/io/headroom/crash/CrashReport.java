package io.headroom.crash;

import io.headroom.crash.Outcome.Verdict;
import io.headroom.crash.Outcome.Violation;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a series came to, as people read it.
 *
 * @param repeated what was worth nothing and was made again
 */
record CrashReport(List<Outcome> crashes, List<Outcome> repeated, List<Trial> trials, Timings timings, long seed) {
    /** Fewer say nothing about a percentile. */
    private static final int QUOTED_FROM = 30;

    private static final double REACHED_SHARE_MIN = 0.95;

    boolean holds() {
        return Arrays.stream(Violation.values()).allMatch(violation -> count(violation) == 0)
                && trials.stream().allMatch(Trial::isCaught);
    }

    boolean injectedEnough() {
        return injected().size() >= REACHED_SHARE_MIN * crashes.size();
    }

    private List<Outcome> injected() {
        return crashes.stream().filter(Outcome::isJudged).toList();
    }

    private long count(Violation violation) {
        return injected().stream()
                .filter(outcome -> outcome.violations().contains(violation))
                .count();
    }

    void print(PrintStream out) {
        out.printf("%ninjected %d of %d crashes%n%n", injected().size(), crashes.size());
        for (var point : KillPoint.values()) {
            out.printf(
                    "  %-26s %5d%n",
                    point.text(), count(outcome -> outcome.crash().point() == point));
        }
        out.println();
        for (var fault : Fault.values()) {
            out.printf(
                    "  %-26s %5d%n",
                    fault.text(), count(outcome -> outcome.crash().fault() == fault));
        }
        out.println();
        for (var violation : Violation.values()) {
            out.printf("  %-26s %5d%n", violation.text(), count(violation));
        }
        printRepeated(out);
        injected().stream()
                .filter(outcome -> !outcome.violations().isEmpty())
                .forEach(outcome -> out.println(sentence(outcome)));
        out.println();
        trials.forEach(trial -> out.printf("  mutant %-30s %s%n", trial.mutant().text(), verdict(trial)));
        out.println();
        printRestores(out);
    }

    /** All that is needed to look at it and to make it again. */
    private String sentence(Outcome outcome) {
        return "VIOLATION " + words(outcome) + ": " + outcome.crash() + ", seed " + seed + "; " + outcome.times();
    }

    private void printRepeated(PrintStream out) {
        out.println();
        for (var verdict : Verdict.values()) {
            if (verdict != Verdict.JUDGED) {
                out.printf(
                        "  made again: %-35s %5d%n",
                        verdict.text(),
                        repeated.stream()
                                .filter(outcome -> outcome.verdict() == verdict)
                                .count());
            }
        }
        crashes.stream()
                .filter(outcome -> !outcome.isJudged())
                .forEach(outcome -> out.println("NOT JUDGED " + words(outcome) + ": " + outcome.crash()));
    }

    private long count(Predicate<Outcome> which) {
        return injected().stream().filter(which).count();
    }

    private static String verdict(Trial trial) {
        if (trial.isCaught()) {
            return "caught: " + words(trial.broken());
        }
        if (!trial.isFair()) {
            return "NOT JUDGED: the unbroken protocol does not pass the same crash (" + words(trial.control()) + ")";
        }
        return "NOT CAUGHT";
    }

    private static String words(Outcome outcome) {
        return outcome.isJudged()
                ? String.join(
                        ", ", outcome.violations().stream().map(Violation::text).toList())
                : outcome.verdict().text();
    }

    /** Of crashes that left something open for somebody to restore. */
    private void printRestores(PrintStream out) {
        var millis = injected().stream()
                .filter(outcome -> !outcome.crash().fault().leavesNobody())
                .mapToLong(outcome -> outcome.times().restored().toMillis())
                .filter(restored -> restored > 0)
                .sorted()
                .toArray();
        if (!timings.isProduction() || millis.length < QUOTED_FROM) {
            out.printf(
                    "restore times are quoted at --time-scale 1 from %d crashes that left something open; here %d, at"
                            + " scale %s%n",
                    QUOTED_FROM, millis.length, timings.scale());
            return;
        }
        out.printf(
                Locale.ROOT,
                "restored after %.1f s (p50), %.1f s (p99), %.1f s (max), of %d crashes that left something open%n",
                at(millis, 0.50),
                at(millis, 0.99),
                at(millis, 1),
                millis.length);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1000.0;
    }
}
