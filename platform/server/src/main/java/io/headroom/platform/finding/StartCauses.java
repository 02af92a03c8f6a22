package io.headroom.platform.finding;

import io.headroom.finding.ColdStart;
import io.headroom.finding.Finding;
import io.headroom.platform.telemetry.StepView;
import io.headroom.telemetry.figures.FirstAnswers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings the first answers of instances that came during the run to the detector. One instance may have started at a bad moment: a service starts cold if
 * half of its new instances did, of those that answered enough to tell.
 */
final class StartCauses {

    /** A start is told from what comes after it. */
    private static final int ANSWERS_MIN = 300;

    private StartCauses() {}

    /** @param steps all of the run, warm-ups and rising loads too */
    static List<Finding> of(Collection<StepView> steps) {
        Map<String, List<FirstAnswers>> byService = steps.stream()
                .flatMap(step -> step.firstAnswers().stream())
                .collect(Collectors.groupingBy(FirstAnswers::service, LinkedHashMap::new, Collectors.toList()));
        return byService.entrySet().stream()
                .flatMap(service -> inMost(service.getKey(), service.getValue()).stream())
                .toList();
    }

    private static Optional<Finding> inMost(String service, List<FirstAnswers> instances) {
        List<FirstAnswers> telling = instances.stream()
                .filter(answers -> answers.millis().size() >= ANSWERS_MIN)
                .toList();
        List<Finding> cold = telling.stream()
                .flatMap(answers -> ColdStart.find("a new instance of " + service, millis(answers)).stream())
                .toList();
        // The first instance of all was prepared with requests that belong to no load step.
        boolean isFirstAmongThem = telling.contains(instances.getFirst());
        long newcomers = Math.max(1, isFirstAmongThem ? telling.size() - 1 : telling.size());
        return !cold.isEmpty() && 2 * cold.size() >= newcomers ? Optional.of(cold.getFirst()) : Optional.empty();
    }

    private static double[] millis(FirstAnswers answers) {
        return answers.millis().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
