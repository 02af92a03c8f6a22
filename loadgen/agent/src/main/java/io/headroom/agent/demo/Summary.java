package io.headroom.agent.demo;

import io.headroom.agent.ladder.CapacityText;
import io.headroom.agent.ladder.LadderText;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.RunResult.Extrapolation;
import io.headroom.protocol.run.RunResult.Protection;
import io.headroom.protocol.run.RunScaling;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result document in lines for people: the verdict first, then the figures it rests on, then whether everything is back as it was. */
public final class Summary {

    /** Rows of evidence of one finding; the result has all. */
    private static final int EVIDENCE_MAX = 4;

    private final RunResult result;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private Summary(RunResult result, Palette palette) {
        this.result = result;
        this.palette = palette;
    }

    public static List<String> of(RunResult result, Palette palette) {
        return new Summary(result, palette).lines();
    }

    private List<String> lines() {
        heading();
        MeasuredCapacity one = result.singleInstance();
        if (one != null) {
            capacity(one);
        }
        Extrapolation extrapolation = result.extrapolation();
        if (extrapolation != null) {
            extrapolation(extrapolation);
        }
        new ResilienceSummary(result, palette).lines().forEach(this::add);
        findings();
        protections();
        environment();
        notes();
        return List.copyOf(lines);
    }

    private void heading() {
        double seconds = Duration.between(result.started(), result.finished()).toMillis() / 1_000.0;
        add("");
        add(palette.bold("%s · %s · %s"
                        .formatted(
                                result.service(),
                                result.environment().instanceClass(),
                                result.scenario().name()))
                + palette.dim("   run %s, %s".formatted(result.run(), Figures.duration(seconds))));
        add("");
        add("  %s  %s".formatted(verdict(result.verdict()), result.reason()));
        if (!directional().isEmpty() && result.singleInstance() != null) {
            add("        All figures are directional: the environment is of grade C.");
        }
    }

    private void capacity(MeasuredCapacity one) {
        section("One instance");
        addAll(new Table(0)
                .row("knee", CapacityText.interval(one.knee()), directional(), reason(one.knee()))
                .row("maximum", CapacityText.interval(one.maximum()), directional(), reason(one.maximum()))
                .row("bound by", one.bindingResource())
                .lines());
        add("");
        addAll(LadderText.table(one.steps(), palette));
        List<String> dependencies = DependencySummary.lines(one);
        if (!dependencies.isEmpty()) {
            add("");
            addAll(dependencies);
        }
    }

    /** Beside every figure of an environment that is too unlike production to provision by. */
    private String directional() {
        return result.environment().grade().equals("C") ? "directional" : "";
    }

    private void extrapolation(Extrapolation check) {
        section(check.instances() + " instances");
        addAll(new Table(0)
                .row("predicted", Figures.rate(check.predicted()), directional())
                .row("measured", Figures.rate(check.measured()), directional(), searches(check.searches()))
                .row("efficiency", efficiency(check.efficiency()))
                .row("outcome", outcome(check.outcome()))
                .lines());
        RunScaling law = check.scaling();
        if (law != null) {
            add("    " + law.sentence());
        }
        check.attribution().forEach(why -> add("    " + why));
    }

    private void findings() {
        RunResult.Coverage coverage = result.coverage();
        if (coverage == null && result.findings().isEmpty()) {
            return;
        }
        section("Findings");
        result.findings().forEach(this::finding);
        if (coverage != null) {
            boolean nothing = result.findings().isEmpty() && coverage.traced() > 0;
            add("    " + palette.dim((nothing ? "None. " : "") + coverage.sentence()));
        }
    }

    private void finding(RunResult.Finding finding) {
        add("    %s  %s".formatted(palette.doubtful(finding.kind()), finding.statement()));
        finding.evidence().entrySet().stream()
                .limit(EVIDENCE_MAX)
                .forEach(row -> add("        %s: %s".formatted(row.getKey(), row.getValue())));
        int more = finding.evidence().size() - EVIDENCE_MAX;
        if (more > 0) {
            add(palette.dim("        and %d more, in the result".formatted(more)));
        }
        add("        → " + finding.suggestion());
    }

    private void protections() {
        if (result.protections().isEmpty()) {
            return;
        }
        section("Protections");
        var table = new Table(0);
        for (Protection protection : result.protections()) {
            table.row(
                    protection.name(),
                    protection.blockedShareBefore() == null
                            ? ""
                            : "blocked %s before".formatted(Figures.share(protection.blockedShareBefore())),
                    proven(protection.verifiedOpen(), "proven open"),
                    closed(protection),
                    "open for " + Figures.duration(protection.openSeconds()),
                    protection.state().toLowerCase(Locale.ROOT));
        }
        addAll(table.lines());
    }

    /** A protection that went with its environment has nothing left to restore, and nothing to prove it by. */
    private String closed(Protection protection) {
        boolean went = protection.verifiedOpen()
                && !protection.verifiedClosed()
                && protection.state().equals("DISARMED");
        return went ? "gone with its environment" : proven(protection.verifiedClosed(), "proven closed again");
    }

    private void environment() {
        section("Afterwards");
        RunResult.Environment environment = result.environment();
        var table = new Table(0);
        table.row(
                "environment",
                proven(environment.destroyed(), environment.created() ? "destroyed" : "cleared away; it never stood"));
        table.row("grade", environment.grade() + ", figures are " + environment.figures());
        Generator generator = result.generator();
        if (generator != null) {
            String health = "%s, lag p99 %s, CPU %s, dropped %d"
                    .formatted(
                            generator.verdict(),
                            Figures.latency(generator.lagP99Millis()),
                            Figures.share(generator.cpu()),
                            generator.dropped());
            table.row("generator", generator.verdict().equals("valid") ? health : palette.bad(health));
        }
        addAll(table.lines());
        RunResult.Equivalence equivalence = environment.equivalence();
        if (equivalence != null) {
            equivalence.reasons().forEach(why -> add("    " + why));
        }
        if (generator != null) {
            generator.reasons().forEach(why -> add("    " + why));
        }
    }

    /** Those that matter; the rest was said when it happened. */
    private void notes() {
        List<RunResult.Note> notes = result.notes().stream()
                .filter(note -> !note.severity().equalsIgnoreCase("info"))
                .toList();
        if (notes.isEmpty()) {
            return;
        }
        section("Notes");
        notes.forEach(note -> add("    %s: %s".formatted(note.severity().toLowerCase(Locale.ROOT), note.text())));
    }

    private static String searches(int count) {
        return count == 1 ? "" : "over " + count + " searches";
    }

    private static String efficiency(RunResult.Efficiency efficiency) {
        Double upper = efficiency.upper();
        String range = upper == null
                ? "≥ %s".formatted(Figures.share(efficiency.lower()))
                : "%s – %s".formatted(Figures.share(efficiency.lower()), Figures.share(upper));
        return "%s (%s)".formatted(Figures.share(efficiency.estimate()), range);
    }

    private static String reason(Interval interval) {
        return interval.reason() == null ? "" : interval.reason();
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASS -> palette.good("PASS");
            case FAILED -> palette.bad("FAILED");
            case INVALID -> palette.doubtful("INVALID");
            case INCONCLUSIVE -> palette.doubtful("INCONCLUSIVE");
        };
    }

    private String outcome(String outcome) {
        return switch (outcome) {
            case "aligned" -> palette.good(outcome);
            case "rejected" -> palette.bad(outcome);
            default -> palette.doubtful(outcome);
        };
    }

    private String proven(boolean holds, String what) {
        return holds ? palette.good("✓ ") + what : palette.bad("✗ not ") + what;
    }

    private void section(String title) {
        add("");
        add("  " + palette.bold(title));
    }

    private void addAll(List<String> more) {
        more.stream().map(line -> ("    " + line).stripTrailing()).forEach(this::add);
    }

    private void add(String line) {
        lines.add(line);
    }
}
