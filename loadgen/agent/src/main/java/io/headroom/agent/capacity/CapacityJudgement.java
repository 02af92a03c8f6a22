package io.headroom.agent.capacity;

import static java.util.Locale.ROOT;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.terminal.Figures;
import io.headroom.capacity.MeasuredSearch;
import io.headroom.exploration.Capacity;
import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Doomed;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.run.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to, in a word and a sentence.
 *
 * @param fault whose fault it is, null when the verdict is {@code PASS}
 */
record CapacityJudgement(
        Verdict verdict, String reason, @Nullable Fault fault) {

    private static final int KINDS_TOLD = 3;

    static CapacityJudgement answered(Converged answer) {
        return new CapacityJudgement(Verdict.PASS, maximum(answer.maximum()) + knee(answer.knee()) + ".", null);
    }

    private static String maximum(Capacity maximum) {
        return maximum.upper().isPresent()
                ? String.format(ROOT, "The target carries at most %s", requests(maximum.estimate()))
                : String.format(ROOT, "The target carries at least %s", requests(maximum.lower()));
    }

    private static String knee(Capacity knee) {
        return knee.upper().isPresent()
                ? String.format(ROOT, ", and answers well up to %s", requests(knee.estimate()))
                : String.format(ROOT, ", and answers well up to at least %s", requests(knee.lower()));
    }

    private static String requests(double rate) {
        return Figures.number(rate) + " requests/s";
    }

    /**
     * A search that gave up.
     *
     * @param firstFailures one sentence for the first failure of each kind in the latest step
     */
    static CapacityJudgement doomed(Doomed doomed, MeasuredSearch measured, Map<String, String> firstFailures) {
        return measured.isGeneratorAtFault()
                ? new CapacityJudgement(Verdict.INVALID, doomed.reason(), Fault.RESOURCES)
                : new CapacityJudgement(
                        Verdict.FAILED, doomed.reason() + diagnosis(measured.steps(), firstFailures), Fault.TARGET);
    }

    /** Which kinds of failure the latest step had, most frequent first, each with an example. */
    private static String diagnosis(List<LoadStep> steps, Map<String, String> firstFailures) {
        if (steps.isEmpty() || steps.getLast().errors().isEmpty()) {
            return "";
        }
        return steps.getLast().errors().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(KINDS_TOLD)
                .map(error -> String.format(
                        ROOT,
                        "%s ×%,d%s",
                        error.getKey(),
                        error.getValue(),
                        firstFailures.containsKey(error.getKey())
                                ? " (" + firstFailures.get(error.getKey()) + ")"
                                : ""))
                .collect(Collectors.joining(", ", " What failed: ", "."));
    }

    static CapacityJudgement interrupted(double seconds) {
        return new CapacityJudgement(
                Verdict.INCONCLUSIVE,
                "Interrupted after %s of load; what was known by then is below.".formatted(Figures.duration(seconds)),
                Fault.USER);
    }

    /** A search that could not go on, or not begin. */
    static CapacityJudgement of(CommandFailure failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (failure.exitCode()) {
            case FAILED -> new CapacityJudgement(Verdict.FAILED, reason, Fault.TARGET);
            case PASS, UNMEASURED, USAGE, INTERRUPTED ->
                new CapacityJudgement(Verdict.INCONCLUSIVE, reason, Fault.USER);
            case ENVIRONMENT -> new CapacityJudgement(Verdict.INVALID, reason, Fault.RESOURCES);
        };
    }
}
