package io.headroom.platform.campaign;

import io.headroom.platform.measurement.Figures;
import io.headroom.platform.run.Conclusion;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generator over the whole run. A load step that it spoiled is repeated and does not count, so the generator is valid if the answer rests
 * on valid steps; why steps were repeated is told all the same.
 */
final class GeneratorResult {

    private GeneratorResult() {}

    static RunResult.@Nullable Generator of(Conclusion conclusion, List<StageOutput> measured) {
        List<GeneratorHealth> health =
                measured.stream().flatMap(output -> output.health().stream()).toList();
        if (health.isEmpty()) {
            return null;
        }
        List<GeneratorHealth> counted =
                health.stream().filter(GeneratorHealth::valid).toList();
        boolean spoiled = counted.isEmpty()
                || conclusion.verdict() == Verdict.INVALID && !health.getLast().valid();
        List<GeneratorHealth> figures = counted.isEmpty() ? health : counted;
        return new RunResult.Generator(
                spoiled ? "invalid" : "valid",
                reasons(health),
                Figures.rounded(figures.stream()
                        .mapToDouble(GeneratorHealth::lagP99Millis)
                        .max()
                        .orElse(0)),
                Figures.rounded(
                        figures.stream().mapToDouble(GeneratorHealth::cpu).max().orElse(0)),
                dropped(measured));
    }

    private static List<String> reasons(List<GeneratorHealth> health) {
        return health.stream()
                .filter(step -> !step.valid())
                .map(step -> "a load step was repeated: " + String.join("; ", step.reasons()))
                .toList();
    }

    private static long dropped(List<StageOutput> measured) {
        return measured.stream()
                .flatMap(output -> output.steps().stream())
                .mapToLong(RunResult.Step::dropped)
                .sum();
    }
}
