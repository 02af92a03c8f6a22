package io.headroom.agent.capacity;

import io.headroom.agent.ladder.CapacityText;
import io.headroom.agent.ladder.LadderText;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A search's result in lines for people: the answer first, then the steps it rests on. */
public final class CapacitySummary {

    private final CapacityResult result;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private CapacitySummary(CapacityResult result, Palette palette) {
        this.result = result;
        this.palette = palette;
    }

    public static List<String> of(CapacityResult result, Palette palette) {
        return new CapacitySummary(result, palette).lines();
    }

    /** The verdict and why, in one line. */
    public static String verdict(CapacityResult result, Palette palette) {
        String word =
                result.interrupted() ? "INTERRUPTED" : result.verdict().name().toUpperCase(Locale.ROOT);
        String coloured = switch (result.verdict()) {
            case PASS -> palette.good(word);
            case FAILED -> palette.bad(word);
            case INVALID, INCONCLUSIVE -> palette.doubtful(word);
        };
        return coloured + "  " + result.reason();
    }

    private List<String> lines() {
        add("");
        add(palette.bold(result.scenario().name() + " → " + result.target().url())
                + palette.dim("   run %s, %s, %s of load"
                        .formatted(result.run(), result.search().preset(), Figures.duration(result.seconds()))));
        add("");
        add("  " + verdict(result, palette));
        capacities();
        soFar();
        steps();
        bound();
        generator();
        return List.copyOf(lines);
    }

    private void capacities() {
        Interval knee = result.knee();
        Interval maximum = result.maximum();
        if (knee == null || maximum == null) {
            return;
        }
        section("Capacity");
        addAll(new Table(0)
                .row("knee", CapacityText.interval(knee), "up to where " + limits())
                .row("maximum", CapacityText.interval(maximum), "up to where completed work grows with offered work")
                .lines());
        reason("knee", knee);
        reason("maximum", maximum);
    }

    private String limits() {
        Double p95 = result.search().p95Millis();
        Double errors = result.search().errorShare();
        return "%s, and %s"
                .formatted(
                        p95 == null ? "p95 has not doubled" : "p95 stays below " + Figures.latency(p95),
                        errors == null ? "hardly anything fails" : "errors stay below " + Figures.share(errors));
    }

    private void reason(String name, Interval interval) {
        if (interval.reason() != null) {
            add("    %s: %s".formatted(name, interval.reason()));
        }
    }

    private void soFar() {
        CapacityResult.SoFar known = result.soFar();
        if (known != null) {
            section("Known so far");
            line(CapacityText.bracket("knee", known.knee()));
            line(CapacityText.bracket("maximum", known.maximum()));
        }
    }

    private void line(String bracket) {
        if (!bracket.isEmpty()) {
            add("   " + bracket);
        }
    }

    private void steps() {
        if (!result.steps().isEmpty()) {
            section("Steps");
            addAll(LadderText.table(result.steps(), palette));
            result.steps().stream()
                    .flatMap(step -> step.flags().stream().map(flag -> Figures.rate(step.rate()) + ": " + flag))
                    .forEach(flag -> add("    " + palette.doubtful("! ") + flag));
        }
    }

    private void bound() {
        if (!result.bound().isEmpty()) {
            section("What bound");
            result.bound().forEach(shortage -> add("    %s: %s".formatted(shortage.of(), shortage.sentence())));
        }
    }

    private void generator() {
        @Nullable Generator generator = result.generator();
        if (generator == null) {
            return;
        }
        section("Generator");
        add("    %s · began late p99 %s · CPU %s of %d %s"
                .formatted(
                        generator.verdict().equals("valid") ? palette.good("valid") : palette.bad("invalid"),
                        Figures.latency(generator.lagP99Millis()),
                        Figures.share(generator.cpu()),
                        result.search().loops(),
                        result.search().loops() == 1 ? "loop" : "loops"));
        generator.reasons().forEach(why -> add("    " + why));
    }

    private void section(String title) {
        add("");
        add("  " + palette.bold(title));
    }

    private void add(String line) {
        lines.add(line);
    }

    private void addAll(List<String> more) {
        more.forEach(line -> lines.add(("    " + line).stripTrailing()));
    }
}
