package io.headroom.platform.finding;

import io.headroom.finding.Finding;
import io.headroom.platform.telemetry.StepView;
import io.headroom.platform.telemetry.Telemetry;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.StepDependency;
import io.headroom.protocol.run.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The door to findings: causes that the figures of runs show. */
@ApplicationScoped
public class Findings {

    private static final List<String> SEVERITIES = List.of("high", "medium", "low");

    private final Telemetry telemetry;

    Findings(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** Brings a run's figures to every detector. Its traces must have settled. */
    public Analysis analyse(String run, RunFigures figures) {
        Map<Integer, StepView> traces = new TreeMap<>();
        telemetry.steps(run).forEach(step -> traces.put(step.step(), step));
        return analysis(figures, traces);
    }

    static Analysis analysis(RunFigures figures, Map<Integer, StepView> traces) {
        Map<Integer, List<StepDependency>> dependencies = new TreeMap<>();
        traces.forEach((number, step) -> dependencies.put(number, StepDependencies.of(step)));
        return new Analysis(findings(figures, traces), coverage(figures, traces), dependencies);
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
        return distinct(all);
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
