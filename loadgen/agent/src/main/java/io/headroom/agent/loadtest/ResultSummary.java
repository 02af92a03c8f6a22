package io.headroom.agent.loadtest;

import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Journey;
import io.headroom.protocol.load.LoadResult.Latency;
import io.headroom.protocol.load.LoadResult.Objective;
import io.headroom.protocol.load.LoadResult.Request;
import io.headroom.protocol.load.LoadResult.Shortage;
import io.headroom.protocol.load.LoadResult.Stage;
import io.headroom.protocol.load.LoadResult.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result document in lines for people: the verdict first, then the figures it rests on. */
public final class ResultSummary {

    private static final int STAGES_SHOWN = 4;
    /** A shortage that makes the measurement invalid, which the verdict says with the same words. */
    private static final String SAID_BY_VERDICT = "generator";

    private final LoadResult result;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private ResultSummary(LoadResult result, Palette palette) {
        this.result = result;
        this.palette = palette;
    }

    public static List<String> of(LoadResult result, Palette palette) {
        return new ResultSummary(result, palette).lines();
    }

    /** The verdict and why, in one line. */
    public static String verdict(LoadResult result, Palette palette) {
        return word(result, palette) + "  " + result.reason();
    }

    private List<String> lines() {
        add("");
        add(palette.bold(result.scenario().name() + " → " + result.target().url())
                + palette.dim("   run %s, %s, %s".formatted(result.run(), load(), Figures.duration(result.seconds()))));
        add("");
        add("  " + verdict(result, palette));
        objectives();
        requests();
        journeys();
        errors();
        shortages();
        generator();
        return List.copyOf(lines);
    }

    private String load() {
        boolean open = result.load().model().equals("open");
        Function<Double, String> level = open ? Figures::rate : Figures::number;
        String stages = result.load().stages().stream()
                .limit(STAGES_SHOWN)
                .map(stage -> stage(stage, level))
                .collect(Collectors.joining(", "));
        int more = result.load().stages().size() - STAGES_SHOWN;
        return stages + (more > 0 ? " and %d more stages".formatted(more) : "") + (open ? "" : " users");
    }

    private static String stage(Stage stage, Function<Double, String> level) {
        return stage.from() == stage.to()
                ? level.apply(stage.from())
                : level.apply(stage.from()) + "…" + level.apply(stage.to());
    }

    private void objectives() {
        if (result.objectives().isEmpty()) {
            return;
        }
        section("Objectives");
        var table = new Table(0);
        result.objectives().forEach(objective -> table.row(mark(objective), objective.text(), objective.sentence()));
        addAll(table.lines());
    }

    private String mark(Objective objective) {
        if (objective.met() == null) {
            return palette.doubtful("? open");
        }
        return objective.met() ? palette.good("✓ met") : palette.bad("✗ missed");
    }

    private void requests() {
        section("Requests");
        var table =
                new Table(9).row("count", "rate", "errors", "p50", "p95", "p99", "max", "service p95", "lag p99", "");
        for (Request request : result.requests()) {
            table.row(
                    "%,d".formatted(request.completed()),
                    Figures.rate(request.requestsPerSecond()),
                    count(sum(request.errors())),
                    latency(request.response().p50()),
                    latency(request.response().p95()),
                    latency(request.response().p99()),
                    latency(request.response().max()),
                    latency(request.service().p95()),
                    latency(request.lag().p99()),
                    request.name());
        }
        Totals totals = result.totals();
        table.row(
                "%,d".formatted(totals.completed()),
                Figures.rate(totals.requestsPerSecond()),
                count(sum(totals.errors())),
                latency(totals.response().p50()),
                latency(totals.response().p95()),
                latency(totals.response().p99()),
                latency(totals.response().max()),
                latency(totals.service().p95()),
                latency(totals.lag().p99()),
                palette.bold("all"));
        addAll(table.lines());
    }

    private void journeys() {
        section("Journeys");
        var table = new Table(6).row("succeeded", "failed", "dropped", "unfinished", "p50", "p95", "");
        for (Journey journey : result.journeys()) {
            Latency response = journey.response();
            table.row(
                    "%,d".formatted(journey.succeeded()),
                    count(journey.failed()),
                    count(journey.dropped()),
                    count(journey.unfinished()),
                    latency(response.p50()),
                    latency(response.p95()),
                    journey.name());
        }
        addAll(table.lines());
    }

    private void errors() {
        Totals totals = result.totals();
        if (totals.errors().isEmpty() && totals.dropped() == 0 && totals.unfinished() == 0) {
            return;
        }
        section("Errors, %s of %,d requests".formatted(Figures.share(totals.errorShare()), totals.offered()));
        var table = new Table(1);
        totals.errors().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(error -> table.row(
                        "%,d".formatted(error.getValue()),
                        palette.bad(error.getKey()),
                        totals.firstFailures().getOrDefault(error.getKey(), "")));
        if (totals.dropped() > 0) {
            table.row("%,d".formatted(totals.dropped()), palette.bad("dropped"), "of arrivals that could not begin");
        }
        if (totals.unfinished() > 0) {
            table.row("%,d".formatted(totals.unfinished()), palette.bad("unfinished"), "cut off at the end");
        }
        addAll(table.lines());
    }

    private void shortages() {
        List<Shortage> shortages = result.shortages().stream()
                .filter(shortage -> !shortage.of().equals(SAID_BY_VERDICT))
                .toList();
        if (shortages.isEmpty()) {
            return;
        }
        section("What ran out");
        shortages.forEach(shortage -> add("    %s: %s".formatted(shortage.of(), shortage.sentence())));
    }

    private void generator() {
        LoadResult.Generator generator = result.generator();
        section("Generator");
        add("    %s · began late p99 %s · CPU %s of %d %s · garbage collection %s · longest stall %s"
                .formatted(
                        generator.verdict().equals("valid") ? palette.good("valid") : palette.bad("invalid"),
                        Figures.latency(generator.lagP99Millis()),
                        Figures.share(generator.cpu()),
                        result.load().loops(),
                        result.load().loops() == 1 ? "loop" : "loops",
                        Figures.latency(generator.gcMillis()),
                        Figures.latency(generator.stallMillisMax())));
        LoadResult.Kept kept = generator.kept();
        if (kept != null) {
            add("    %s of %,d arrivals began within 1 ms, %s within 10 ms (%s spacing, %s pacing)"
                    .formatted(
                            atLeast(kept.within1Millis()),
                            kept.arrivals(),
                            atLeast(kept.within10Millis()),
                            result.load().spacing(),
                            result.load().pacing()));
        }
    }

    /** Rounded down, so that 100 % are all. */
    private static String atLeast(double share) {
        return Figures.share(Math.floor(share * 1_000) / 1_000);
    }

    private static String word(LoadResult result, Palette palette) {
        String word =
                result.interrupted() ? "INTERRUPTED" : result.verdict().name().toUpperCase(Locale.ROOT);
        return switch (result.verdict()) {
            case PASS -> palette.good(word);
            case FAILED -> palette.bad(word);
            case INVALID, INCONCLUSIVE -> palette.doubtful(word);
        };
    }

    private static String latency(@Nullable Double millis) {
        return millis == null ? "–" : Figures.latency(millis);
    }

    private static String count(long count) {
        return count == 0 ? "–" : "%,d".formatted(count);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void section(String title) {
        add("");
        add("  " + palette.bold(title));
    }

    private void add(String line) {
        lines.add(line);
    }

    private void addAll(List<String> more) {
        more.forEach(line -> lines.add("    " + line));
    }
}
