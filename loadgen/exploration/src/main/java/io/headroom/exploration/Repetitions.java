package io.headroom.exploration;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Several independent answers to one question, joined to one that is surer. */
final class Repetitions {

    /*
     * On a logarithmic scale, where ratios are differences, answer i is x_i ± z_c·s_i, with s_i = ln(upper ÷ lower) / 2 z_c of its own interval at confidence c.
     *
     *     w_i = 1 / (s_i² − f²)        x = Σ w_i x_i / Σ w_i        χ² = Σ w_i (x_i − x)²
     *     s² = max(1, χ² / (R − 1)) / Σ w_i  +  f²                  R  number of answers
     *
     * f is what all answers share, such as the form of the knee's curve: no repetition makes it smaller. Answers that differ by more than their intervals
     * explain make the joint interval wider, by Birge's ratio [1]: then something is at work that none of them knows.
     *
     * [1] Particle Data Group, Review of Particle Physics, Introduction, "Unconstrained averaging".
     */

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    /** No interval is taken to be surer than this. */
    private static final double DEVIATION_LEAST = 1e-3;

    /** A disagreement that chance brings about less often is told. */
    private static final double CHANCE = 0.01;

    private Repetitions() {}

    /**
     * Joins answers.
     *
     * @param answers of the same service, at least one
     * @param shared standard deviation of the logarithm that all have in common
     * @param reason why there are fewer than there should be
     */
    static Capacity join(List<Capacity> answers, double shared, Optional<String> reason) {
        Optional<Capacity> open =
                answers.stream().filter(answer -> answer.upper().isEmpty()).findFirst();
        if (answers.size() == 1 || open.isPresent()) {
            Capacity only = open.orElse(answers.getFirst());
            return new Capacity(
                    only.lower(),
                    only.estimate(),
                    only.upper(),
                    only.confidence(),
                    reasons(List.of(only), false, reason));
        }
        double weights = 0;
        double sum = 0;
        for (Capacity answer : answers) {
            weights += weight(answer, shared);
            sum += weight(answer, shared) * Math.log(answer.estimate());
        }
        double centre = sum / weights;
        double spread = 0;
        for (Capacity answer : answers) {
            double off = Math.log(answer.estimate()) - centre;
            spread += weight(answer, shared) * off * off / (answers.size() - 1);
        }
        double confidence = answers.getFirst().confidence();
        double margin = quantile(confidence) * Math.sqrt(Math.max(1, spread) / weights + shared * shared);
        return new Capacity(
                Math.exp(centre - margin),
                Math.exp(centre),
                OptionalDouble.of(Math.exp(centre + margin)),
                confidence,
                reasons(answers, isBeyondChance(spread, answers.size() - 1), reason));
    }

    private static double weight(Capacity answer, double shared) {
        double deviation = Math.log(answer.upper().orElseThrow() / answer.lower()) / 2 / quantile(answer.confidence());
        return 1 / Math.max(DEVIATION_LEAST * DEVIATION_LEAST, deviation * deviation - shared * shared);
    }

    private static double quantile(double confidence) {
        return STANDARD_NORMAL.inverseCumulativeProbability((1 + confidence) / 2);
    }

    private static boolean isBeyondChance(double spread, int freedom) {
        return ChiSquaredDistribution.of(freedom).survivalProbability(spread * freedom) < CHANCE;
    }

    private static Optional<String> reasons(List<Capacity> answers, boolean disagreeing, Optional<String> reason) {
        List<String> reasons = new ArrayList<>();
        if (disagreeing) {
            reasons.add(answers.stream()
                    .map(answer -> String.format(ROOT, "%.1f", answer.estimate()))
                    .collect(Collectors.joining(", ", "the repetitions differ by more than chance: ", " requests/s")));
        }
        answers.stream().flatMap(answer -> answer.reason().stream()).distinct().forEach(reasons::add);
        reason.ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }
}
