package io.headroom.platform.telemetry;

import io.headroom.telemetry.figures.FirstAnswers;
import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.resource.StepResources;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What traces and metrics say of a session's load steps, by the steps' numbers; a step may have either alone. */
record MeasuredSteps(SortedMap<Integer, StepFigures> figures, SortedMap<Integer, StepResources> resources) {

    SortedSet<Integer> numbers() {
        SortedSet<Integer> numbers = new TreeSet<>(figures.keySet());
        numbers.addAll(resources.keySet());
        return numbers;
    }

    StepView view(int step) {
        return StepView.of(step, ofTraces(step), ofNewcomers(step), resources.getOrDefault(step, StepResources.NONE));
    }

    List<TraceView> traces(int step) {
        return TraceView.all(ofTraces(step));
    }

    private List<FirstAnswers> ofNewcomers(int step) {
        Set<List<String>> known = figures.headMap(step).values().stream()
                .flatMap(earlier -> earlier.firstAnswers().stream())
                .map(MeasuredSteps::instance)
                .collect(Collectors.toSet());
        return ofTraces(step).firstAnswers().stream()
                .filter(answers -> !known.contains(instance(answers)))
                .map(answers -> continued(answers, step))
                .toList();
    }

    /** A cold instance gets few requests: those of the steps that follow belong to its first ones too, until there are as many as are taken down. */
    private FirstAnswers continued(FirstAnswers begun, int step) {
        List<Double> millis = figures.tailMap(step).values().stream()
                .flatMap(later -> later.firstAnswers().stream())
                .filter(answers -> instance(answers).equals(instance(begun)))
                .flatMap(answers -> answers.millis().stream())
                .limit(FirstAnswers.REQUESTS_MAX)
                .toList();
        return new FirstAnswers(begun.service(), begun.instance(), millis);
    }

    private static List<String> instance(FirstAnswers answers) {
        return List.of(answers.service(), answers.instance());
    }

    private StepFigures ofTraces(int step) {
        return figures.getOrDefault(step, StepFigures.NONE);
    }
}
