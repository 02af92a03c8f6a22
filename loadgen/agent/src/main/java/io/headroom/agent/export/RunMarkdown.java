package io.headroom.agent.export;

import static io.headroom.agent.export.Markdown.escaped;

import io.headroom.agent.ladder.CapacityText;
import io.headroom.agent.terminal.Figures;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunResult;

/** What a campaign's run came to, as a comment below a pull request. */
final class RunMarkdown {

    private RunMarkdown() {}

    static String of(RunDocuments documents) {
        RunResult result = documents.result();
        var page = new Markdown()
                .paragraph("### %s %s: %s"
                        .formatted(
                                MarkdownReport.sign(documents.gated()),
                                MarkdownReport.word(documents.gated()),
                                escaped(result.service())))
                .paragraph(escaped(documents.sentence()));
        figures(page, result);
        return page.paragraph("Run %s, %s, scenario %s, environment of grade %s."
                        .formatted(
                                escaped(result.run()),
                                escaped(result.environment().instanceClass()),
                                escaped(result.scenario().name()),
                                escaped(result.environment().grade())))
                .toString();
    }

    private static void figures(Markdown page, RunResult result) {
        MeasuredCapacity one = result.singleInstance();
        RunResult.Extrapolation several = result.extrapolation();
        RunRegression nights = result.regression();
        if (one == null && several == null && nights == null) {
            return;
        }
        page.head("", "figure", "note");
        if (one != null) {
            page.row("knee", CapacityText.interval(one.knee()), "one instance");
            page.row(
                    "maximum", CapacityText.interval(one.maximum()), "one instance, bound by " + one.bindingResource());
        }
        if (several != null) {
            page.row(
                    several.instances() + " instances",
                    Figures.rate(several.measured()),
                    "%s predicted, %s".formatted(Figures.rate(several.predicted()), several.outcome()));
        }
        if (nights != null) {
            page.row("nights", Integer.toString(nights.runs()), nights.sentence());
        }
        page.end();
    }
}
