package io.headroom.platform.finding;

import io.headroom.finding.Finding;
import io.headroom.platform.telemetry.StepView;
import io.headroom.platform.telemetry.Telemetry;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The door to findings: causes that the figures of runs show. */
@ApplicationScoped
public class Findings {

    private static final Logger LOG = Logger.getLogger(Findings.class);
    private static final List<String> SEVERITIES = List.of("high", "medium", "low");

    private final Telemetry telemetry;
    private final FindingBook book;
    private final Clock clock;

    Findings(Telemetry telemetry, FindingBook book, Clock clock) {
        this.telemetry = telemetry;
        this.book = book;
        this.clock = clock;
    }

    /**
     * Brings a run's figures to every detector, and enters what was found. Its traces must have settled.
     *
     * @param conditions of the run; only a run under the same shows that a finding is gone
     * @return empty if the database that has the run's traces does not answer
     */
    public Optional<Analysis> analyse(String run, Conditions conditions, RunFigures figures) {
        Map<Integer, StepView> traces = new TreeMap<>();
        try {
            telemetry.steps(run).forEach(step -> traces.put(step.step(), step));
        } catch (RuntimeException lost) {
            LOG.warnf("run %s: its traces cannot be read: %s", run, lost.getMessage());
            return Optional.empty();
        }
        Analysis analysis = analysis(figures, traces);
        enter(run, conditions, analysis);
        return Optional.of(analysis);
    }

    /**
     * Under which a run measured.
     *
     * @param text the same for runs that can be compared
     * @param isConclusive whether it was measured so well that what it does not show is not there
     */
    public record Conditions(String service, String text, boolean isConclusive) {}

    private void enter(String run, Conditions conditions, Analysis analysis) {
        RunResult.Coverage coverage = analysis.coverage();
        boolean isSeen = coverage.traced() > 0 && coverage.traced() == coverage.steps();
        try {
            book.enter(
                    new KnownFinding.Sighting(conditions.service(), run, conditions.text(), clock.instant()),
                    analysis.findings(),
                    conditions.isConclusive() && isSeen);
        } catch (RuntimeException lost) {
            LOG.warnf("run %s: what was found cannot be entered: %s", run, lost.getMessage());
        }
    }

    static Analysis analysis(RunFigures figures, Map<Integer, StepView> traces) {
        Map<Integer, List<StepDependency>> dependencies = new TreeMap<>();
        traces.forEach((number, step) -> dependencies.put(number, StepDependencies.of(step)));
        return new Analysis(
                findings(figures, traces), coverage(figures, traces), dependencies, attribution(figures, traces));
    }

    private static List<RunResult.Finding> findings(RunFigures figures, Map<Integer, StepView> traces) {
        List<TracedLadder> ladders = figures.ladders().stream()
                .map(ladder -> TracedLadder.of(ladder, traces))
                .toList();
        List<RunResult.Finding> all = new ArrayList<>();
        for (TracedLadder ladder : ladders) {
            all.addAll(CallCauses.of(ladder));
            DependencyCauses.of(ladder).forEach(finding -> all.add(document(finding)));
            InstanceCauses.of(ladder).forEach(finding -> all.add(document(finding)));
        }
        ladders.stream().findFirst().ifPresent(one -> {
            ResourceCauses.of(one, figures.instancesMax()).forEach(finding -> all.add(document(finding)));
            DataCauses.of(one).forEach(finding -> all.add(document(finding)));
        });
        StartCauses.of(traces.values()).forEach(finding -> all.add(document(finding)));
        RunResult.Extrapolation check = figures.extrapolation();
        if (check != null) {
            ExtrapolationCauses.of(check, ladders.getLast()).ifPresent(finding -> all.add(document(finding)));
        }
        return distinct(all);
    }

    private static List<String> attribution(RunFigures figures, Map<Integer, StepView> traces) {
        if (figures.extrapolation() == null || figures.ladders().size() < 2) {
            return List.of();
        }
        return ExtrapolationCauses.attribution(
                TracedLadder.of(figures.ladders().getFirst(), traces),
                TracedLadder.of(figures.ladders().getLast(), traces));
    }

    /** The same cause may show with one instance and with several; the first has fewer other reasons. */
    private static List<RunResult.Finding> distinct(List<RunResult.Finding> all) {
        Map<List<String>, RunResult.Finding> bySubject = new LinkedHashMap<>();
        all.forEach(finding -> bySubject.putIfAbsent(List.of(finding.kind(), finding.subject()), finding));
        return bySubject.values().stream()
                .sorted(Comparator.comparingInt(finding -> SEVERITIES.indexOf(finding.severity())))
                .toList();
    }

    private static RunResult.Finding document(Finding finding) {
        Map<String, String> evidence = new LinkedHashMap<>();
        finding.evidence()
                .forEach(row ->
                        evidence.merge(row.row(), row.figures(), (earlier, later) -> earlier + "; again " + later));
        return new RunResult.Finding(
                finding.kind().id(),
                finding.subject(),
                finding.kind().severity().label(),
                finding.statement(),
                evidence,
                finding.suggestion(),
                List.of());
    }

    private static RunResult.Coverage coverage(RunFigures figures, Map<Integer, StepView> traces) {
        List<LoadStep> steps = figures.ladders().stream()
                .flatMap(ladder -> ladder.steps().stream())
                .filter(TracedLadder::isValid)
                .toList();
        List<StepView> traced = steps.stream()
                .filter(step -> step.number() != null && traces.containsKey(step.number()))
                .map(step -> traces.get(step.number()))
                .filter(step -> step.coverage().traces() > 0)
                .toList();
        return StepDependencies.coverage(steps.size(), traced);
    }
}
