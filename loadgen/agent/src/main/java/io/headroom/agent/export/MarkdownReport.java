package io.headroom.agent.export;

import static io.headroom.agent.export.Markdown.escaped;

import io.headroom.agent.terminal.Figures;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Latency;
import io.headroom.protocol.load.LoadResult.Objective;
import io.headroom.protocol.load.LoadResult.Request;
import io.headroom.protocol.load.LoadResult.Totals;
import io.headroom.protocol.run.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result as a comment below a pull request. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(LoadResult result) {
        var page = new Markdown()
                .paragraph("### %s %s: load test of %s"
                        .formatted(
                                sign(result.verdict()),
                                result.interrupted() ? "interrupted" : word(result.verdict()),
                                escaped(result.scenario().name())))
                .paragraph(escaped(result.reason()));
        objectives(page, result);
        requests(page, result);
        errors(page, result.totals());
        return page.paragraph("Target %s, run %s, %s, generator %s."
                        .formatted(
                                escaped(result.target().url()),
                                escaped(result.run()),
                                Figures.duration(result.seconds()),
                                escaped(result.generator().verdict())))
                .toString();
    }

    private static void objectives(Markdown page, LoadResult result) {
        if (result.objectives().isEmpty()) {
            return;
        }
        page.head("objective", "", "measured");
        for (Objective objective : result.objectives()) {
            String met = objective.met() == null ? "open" : objective.met() ? "met" : "missed";
            page.row(objective.text(), met, objective.sentence());
        }
        page.end();
    }

    private static void requests(Markdown page, LoadResult result) {
        page.head("request", ">count", ">rate", ">errors", ">p50", ">p95", ">p99", ">max");
        for (Request request : result.requests()) {
            row(
                    page,
                    request.name(),
                    request.completed(),
                    request.requestsPerSecond(),
                    request.errors(),
                    request.response());
        }
        Totals totals = result.totals();
        row(page, "all", totals.completed(), totals.requestsPerSecond(), totals.errors(), totals.response());
        page.end();
    }

    private static void row(
            Markdown page, String name, long completed, double perSecond, Map<String, Long> errors, Latency response) {
        page.row(
                name,
                "%,d".formatted(completed),
                Figures.rate(perSecond),
                "%,d"
                        .formatted(errors.values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                latency(response.p50()),
                latency(response.p95()),
                latency(response.p99()),
                latency(response.max()));
    }

    private static void errors(Markdown page, Totals totals) {
        if (totals.errors().isEmpty()) {
            return;
        }
        page.head("error", ">count", "first");
        totals.errors()
                .forEach((kind, count) -> page.row(
                        kind, "%,d".formatted(count), totals.firstFailures().getOrDefault(kind, "")));
        page.end();
    }

    static String latency(@Nullable Double millis) {
        return millis == null ? "–" : Figures.latency(millis);
    }

    static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✅";
            case FAILED -> "❌";
            case INVALID, INCONCLUSIVE -> "⚠️";
        };
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAILED -> "failed";
            case INVALID -> "invalid";
            case INCONCLUSIVE -> "inconclusive";
        };
    }
}
