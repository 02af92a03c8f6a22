package io.headroom.agent.demo;

import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Table;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.StepDependency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a service asks of others, and how long that takes at the least load, at the knee and at the maximum. */
final class DependencySummary {

    /** Those that requests wait for longest; the result has all. */
    private static final int ROWS_MAX = 5;

    private static final int OPERATION_MAX = 60;
    private static final int FIGURES = 4;

    private final List<LoadStep> steps;

    private DependencySummary(MeasuredCapacity capacity) {
        List<LoadStep> traced = capacity.steps().stream()
                .filter(step -> step.dependencies() != null && !step.verdict().equals("INVALID"))
                .toList();
        this.steps = new ArrayList<>();
        traced.stream().min(Comparator.comparingDouble(LoadStep::rate)).ifPresent(steps::add);
        nearest(traced, capacity.knee().estimate()).ifPresent(this::addOnce);
        nearest(traced, capacity.maximum().estimate()).ifPresent(this::addOnce);
    }

    /** Empty if no step was traced. */
    static List<String> lines(MeasuredCapacity capacity) {
        return new DependencySummary(capacity).lines();
    }

    private static Optional<LoadStep> nearest(List<LoadStep> traced, double rate) {
        return traced.stream().min(Comparator.comparingDouble(step -> Math.abs(step.rate() - rate)));
    }

    private void addOnce(LoadStep step) {
        if (steps.stream().noneMatch(known -> known.rate() == step.rate())) {
            steps.add(step);
        }
    }

    private List<String> lines() {
        if (steps.isEmpty()) {
            return List.of();
        }
        Table table = new Table(Math.min(FIGURES, steps.size() + 1));
        List<String> head = new ArrayList<>(List.of("calls"));
        steps.forEach(step -> head.add("at " + Figures.number(step.rate()) + "/s"));
        head.add("asked for");
        table.row(head.toArray(String[]::new));
        dependencies(steps.getLast()).stream().limit(ROWS_MAX).forEach(row -> table.row(row(row)));
        return table.lines();
    }

    private String[] row(StepDependency dependency) {
        List<String> cells = new ArrayList<>(List.of(Figures.number(dependency.callsPerRequest())));
        steps.forEach(step -> cells.add(dependencies(step).stream()
                .filter(other -> isSame(other, dependency))
                .findFirst()
                .map(other -> Figures.latency(other.mean()))
                .orElse("–")));
        String operation = dependency.operation();
        cells.add((operation.length() <= OPERATION_MAX ? operation : operation.substring(0, OPERATION_MAX - 1) + "…")
                + " of " + dependency.peer());
        return cells.toArray(String[]::new);
    }

    private static boolean isSame(StepDependency one, StepDependency other) {
        return one.service().equals(other.service())
                && one.peer().equals(other.peer())
                && one.operation().equals(other.operation());
    }

    private static List<StepDependency> dependencies(LoadStep step) {
        return Objects.requireNonNullElse(step.dependencies(), List.of());
    }
}
