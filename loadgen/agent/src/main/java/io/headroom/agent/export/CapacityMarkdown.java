package io.headroom.agent.export;

import static io.headroom.agent.export.Markdown.escaped;

import io.headroom.agent.ladder.CapacityText;
import io.headroom.agent.ladder.LadderText;
import io.headroom.agent.terminal.Figures;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a search found, as a comment below a pull request. */
final class CapacityMarkdown {

    private CapacityMarkdown() {}

    static String of(CapacityResult result) {
        var page = new Markdown()
                .paragraph("### %s %s: capacity of %s"
                        .formatted(
                                MarkdownReport.sign(result.verdict()),
                                result.interrupted() ? "interrupted" : MarkdownReport.word(result.verdict()),
                                escaped(result.scenario().name())))
                .paragraph(escaped(result.reason()));
        capacities(page, result);
        steps(page, result);
        return page.paragraph("Target %s, run %s, preset %s, %s of load, generator %s."
                        .formatted(
                                escaped(result.target().url()),
                                escaped(result.run()),
                                escaped(result.search().preset()),
                                Figures.duration(result.seconds()),
                                result.generator() == null
                                        ? "unused"
                                        : escaped(result.generator().verdict())))
                .toString();
    }

    private static void capacities(Markdown page, CapacityResult result) {
        if (result.knee() == null && result.maximum() == null) {
            return;
        }
        page.head("", "capacity", "note");
        capacity(page, "knee", result.knee());
        capacity(page, "maximum", result.maximum());
        page.end();
    }

    private static void capacity(Markdown page, String name, @Nullable Interval interval) {
        if (interval != null) {
            page.row(name, CapacityText.interval(interval), interval.reason() == null ? "" : interval.reason());
        }
    }

    private static void steps(Markdown page, CapacityResult result) {
        if (result.steps().isEmpty()) {
            return;
        }
        page.head(">asked", ">achieved", ">p50", ">p95", ">p99", ">errors", "knee", "maximum");
        for (LoadStep step : result.steps()) {
            page.row(
                    Figures.rate(step.rate()),
                    Figures.rate(step.throughput()),
                    MarkdownReport.latency(step.response().p50()),
                    MarkdownReport.latency(step.response().p95()),
                    MarkdownReport.latency(step.response().p99()),
                    Figures.share(LadderText.errorShare(step)),
                    step.verdict().toLowerCase(Locale.ROOT),
                    step.saturation().toLowerCase(Locale.ROOT));
        }
        page.end();
    }
}
