package io.headroom.platform.finding;

import io.headroom.exploration.Verdict;
import io.headroom.platform.telemetry.StepView;
import io.headroom.protocol.capacity.LoadStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The load steps of one search that say something about the service, with their traces.
 *
 * @param steps in the order of time
 */
record TracedLadder(Ladder ladder, List<LoadedStep> steps) {

    /** @param traces by the step's number */
    static TracedLadder of(Ladder ladder, Map<Integer, StepView> traces) {
        return new TracedLadder(
                ladder,
                ladder.steps().stream()
                        .filter(TracedLadder::isValid)
                        .flatMap(step -> traced(step, traces))
                        .toList());
    }

    private static Stream<LoadedStep> traced(LoadStep step, Map<Integer, StepView> traces) {
        return Optional.ofNullable(step.number())
                .flatMap(number -> Optional.ofNullable(traces.get(number)))
                .map(view -> LoadedStep.of(step, view))
                .stream();
    }

    /** What the generator or a change of the environment spoiled says nothing of the service. */
    static boolean isValid(LoadStep step) {
        return !step.verdict().equals(Verdict.INVALID.name());
    }

    /** Steps in which requests did not pile up, even if they were answered slowly. */
    List<LoadedStep> carried() {
        return steps.stream()
                .filter(step -> step.load().saturation().equals(Verdict.PASS.name()))
                .toList();
    }

    /** Steps in which the service answered well: above the knee everything slows down, whatever the cause. */
    List<LoadedStep> belowKnee() {
        Double knee = ladder.knee();
        return steps.stream()
                .filter(step -> step.load().verdict().equals(Verdict.PASS.name()))
                .filter(step -> knee == null || step.load().rate() <= knee)
                .toList();
    }
}
