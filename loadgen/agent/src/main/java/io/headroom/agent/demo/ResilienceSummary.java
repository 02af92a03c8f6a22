package io.headroom.agent.demo;

import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.run.RunAssessment;
import io.headroom.protocol.run.RunAssessment.InstanceCount;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunRegression;
import io.headroom.protocol.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of overloads, of automatic scaling and of the comparison with earlier nights, in lines for people. */
final class ResilienceSummary {

    private final RunResult result;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    ResilienceSummary(RunResult result, Palette palette) {
        this.result = result;
        this.palette = palette;
    }

    List<String> lines() {
        List<RunRecovery> recoveries = result.recovery();
        if (recoveries != null) {
            section("Recovery");
            var table = new Table(0);
            recoveries.forEach(recovery -> row(table, recovery));
            addAll(table.lines());
        }
        RunAssessment assessment = result.assessment();
        if (assessment != null) {
            assessment(assessment);
        }
        RunRegression regression = result.regression();
        if (regression != null) {
            section("Nights");
            String word = regression.verdict();
            lines.add("    %s  %s"
                    .formatted(
                            word.equals("ordinary") ? palette.good(word) : palette.doubtful(word),
                            regression.sentence()));
        }
        return List.copyOf(lines);
    }

    private void row(Table table, RunRecovery recovery) {
        Double seconds = recovery.seconds();
        RunRecovery.Again again = recovery.again();
        table.row(
                recovery.instances() == 1 ? "one instance" : recovery.instances() + " instances",
                raised(recovery.raised())
                        + "%s for %s: %s failed"
                                .formatted(
                                        Figures.rate(recovery.overloadRate()),
                                        Figures.duration(recovery.overloadSeconds()),
                                        Figures.share(recovery.overloadErrorShare())),
                seconds == null
                        ? palette.bad("not recovered: " + recovery.reason())
                        : palette.good("✓")
                                + " as before %s s after the return to %s"
                                        .formatted(Figures.number(seconds), Figures.rate(recovery.backTo())),
                "%s owed: expected %s s"
                        .formatted(Figures.number(recovery.backlog()), Figures.number(recovery.expectedSeconds())),
                again == null ? "" : again(again));
    }

    /** What it was raised from, and whether that was enough. */
    private String raised(@Nullable List<RunRecovery.Level> levels) {
        if (levels == null) {
            return "";
        }
        return "raised from %s until %s; "
                .formatted(
                        Figures.rate(levels.getFirst().rate()),
                        levels.getLast().unresponsive() ? "unresponsive" : palette.doubtful("no more may be asked"));
    }

    private String again(RunRecovery.Again again) {
        String rate = Figures.rate(again.rate());
        return switch (again.verdict()) {
            case "PASS" -> rate + " carried again";
            case "FAIL" -> palette.bad(rate + " not carried any more");
            default -> rate + " " + palette.doubtful("undecided");
        };
    }

    private void assessment(RunAssessment assessment) {
        section("Automatic scaling");
        var table = new Table(0)
                .row(
                        "load",
                        "%s – %s in %s"
                                .formatted(
                                        Figures.rate(assessment.from()),
                                        Figures.rate(assessment.to()),
                                        Figures.duration(assessment.seconds())))
                .row("instances", instances(assessment.instances()))
                .row("target", Figures.rate(assessment.targetPerInstance()) + " for each instance");
        if (assessment.triggerSeconds() != null) {
            table.row("first ordered", "after " + Figures.duration(assessment.triggerSeconds()));
        }
        if (assessment.firstReadySeconds() != null) {
            table.row("first ready", "after " + Figures.duration(assessment.firstReadySeconds()));
        }
        String objective = "p95 below %s, errors below %s"
                .formatted(
                        Figures.latency(assessment.objective().p95Millis()),
                        Figures.share(assessment.objective().errorShare()));
        table.row("objective", objective, held(assessment));
        table.row("highest held", Figures.rate(assessment.highestHeld()));
        addAll(table.lines());
    }

    private String held(RunAssessment assessment) {
        if (assessment.objectiveHeld()) {
            return palette.good("✓ held");
        }
        RunAssessment.Loss first = assessment.lost().getFirst();
        Double regained = first.regained();
        return palette.bad("✗ lost after %s, %s"
                .formatted(
                        Figures.duration(first.from()),
                        regained == null ? "not regained" : "regained after " + Figures.duration(regained)));
    }

    private static String instances(List<InstanceCount> counts) {
        var words = new StringBuilder();
        int shown = -1;
        for (InstanceCount each : counts) {
            if (each.count() != shown) {
                words.append(words.isEmpty() ? "" : " → ").append(each.count());
                words.append(each.at() > 0 ? " after " + Figures.duration(each.at()) : "");
                shown = each.count();
            }
        }
        return words.toString();
    }

    private void addAll(List<String> more) {
        more.stream().map(line -> "    " + line).forEach(lines::add);
    }

    private void section(String title) {
        lines.add("");
        lines.add("  " + palette.bold(title));
    }
}
