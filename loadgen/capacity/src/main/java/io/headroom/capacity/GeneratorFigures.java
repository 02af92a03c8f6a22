package io.headroom.capacity;

import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.fleet.WorkResult.GeneratorHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generator over all load steps. A load step that it spoiled is repeated and does not count, so the generator is valid if the answer rests
 * on valid steps; why steps were repeated is told all the same.
 */
public final class GeneratorFigures {

    private GeneratorFigures() {}

    /**
     * Adds load steps up.
     *
     * @param spoiled whether the measurement as a whole came to nothing, for whatever reason of ours
     * @return null if there were none
     */
    public static @Nullable Generator of(boolean spoiled, List<GeneratorHealth> health, List<LoadStep> steps) {
        if (health.isEmpty()) {
            return null;
        }
        List<GeneratorHealth> counted =
                health.stream().filter(GeneratorHealth::valid).toList();
        boolean invalid = counted.isEmpty() || spoiled && !health.getLast().valid();
        List<GeneratorHealth> figures = counted.isEmpty() ? health : counted;
        return new Generator(
                invalid ? "invalid" : "valid",
                reasons(health),
                Figures.rounded(figures.stream()
                        .mapToDouble(GeneratorHealth::lagP99Millis)
                        .max()
                        .orElse(0)),
                Figures.rounded(
                        figures.stream().mapToDouble(GeneratorHealth::cpu).max().orElse(0)),
                steps.stream().mapToLong(LoadStep::dropped).sum());
    }

    private static List<String> reasons(List<GeneratorHealth> health) {
        return health.stream()
                .filter(step -> !step.valid())
                .map(step -> "a load step was repeated: " + String.join("; ", step.reasons()))
                .toList();
    }
}
