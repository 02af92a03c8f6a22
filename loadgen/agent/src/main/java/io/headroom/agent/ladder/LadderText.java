package io.headroom.agent.ladder;

import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.capacity.LoadStep;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Load steps in lines for people. */
public final class LadderText {

    private LadderText() {}

    /**
     * One step and what is known after it.
     *
     * @param knee where the search has cornered it; {@code maximum} likewise
     */
    public static String step(Numbered step, @Nullable Bracket knee, @Nullable Bracket maximum, Palette palette) {
        LoadStep measured = step.measured();
        return "    step %-2d %6s%s  %s  %s at p95 %s, errors %s%s%s"
                .formatted(
                        step.number(),
                        Figures.rate(measured.rate()),
                        instances(step.instances()),
                        padded(measured.verdict(), palette),
                        Figures.rate(measured.throughput()),
                        latency(measured.response().p95()),
                        Figures.share(errorShare(measured)),
                        CapacityText.bracket("knee", knee),
                        CapacityText.bracket("maximum", maximum));
    }

    /**
     * A step of a search.
     *
     * @param number from 1
     * @param instances how many were measured together
     */
    public record Numbered(int number, int instances, LoadStep measured) {}

    /** All steps as a table. */
    public static List<String> table(List<LoadStep> steps, Palette palette) {
        var table = new Table(6).row("asked", "achieved", "p50", "p95", "p99", "errors", "knee", "maximum");
        for (LoadStep step : steps) {
            table.row(
                    Figures.rate(step.rate()),
                    Figures.rate(step.throughput()),
                    latency(step.response().p50()),
                    latency(step.response().p95()),
                    latency(step.response().p99()),
                    Figures.share(errorShare(step)),
                    word(step.verdict(), palette),
                    word(step.saturation(), palette));
        }
        return table.lines();
    }

    /** {@code  on 3}, or nothing of one. */
    public static String instances(int instances) {
        return instances <= 1 ? "" : " on " + instances;
    }

    /** Failed ÷ ended requests. */
    public static double errorShare(LoadStep step) {
        long ended = step.completed() + failed(step);
        return ended == 0 ? 0 : (double) failed(step) / ended;
    }

    /** Failed requests of every kind. */
    public static long failed(LoadStep step) {
        return step.errors().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String latency(@Nullable Double millis) {
        return millis == null ? "–" : Figures.latency(millis);
    }

    private static String padded(String verdict, Palette palette) {
        return coloured(verdict, "%-9s".formatted(verdict.toLowerCase(Locale.ROOT)), palette);
    }

    private static String word(String verdict, Palette palette) {
        return coloured(verdict, verdict.toLowerCase(Locale.ROOT), palette);
    }

    private static String coloured(String verdict, String text, Palette palette) {
        return switch (verdict) {
            case "PASS" -> palette.good(text);
            case "FAIL" -> palette.bad(text);
            default -> palette.doubtful(text);
        };
    }
}
