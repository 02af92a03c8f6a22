package io.headroom.platform.telemetry;

import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.resource.StepResources;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What traces and metrics say of a session's load steps, by the steps' numbers; a step may have either alone. */
record MeasuredSteps(SortedMap<Integer, StepFigures> figures, SortedMap<Integer, StepResources> resources) {

    SortedSet<Integer> numbers() {
        SortedSet<Integer> numbers = new TreeSet<>(figures.keySet());
        numbers.addAll(resources.keySet());
        return numbers;
    }

    StepView view(int step) {
        return StepView.of(step, ofTraces(step), resources.getOrDefault(step, StepResources.NONE));
    }

    List<TraceView> traces(int step) {
        return TraceView.all(ofTraces(step));
    }

    private StepFigures ofTraces(int step) {
        return figures.getOrDefault(step, StepFigures.NONE);
    }
}
