package io.headroom.exploration;

import static java.util.Comparator.comparingDouble;

import io.headroom.exploration.Scaling.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Whether several instances carry as much as one predicts. */
public final class Extrapolation {

    /*
     * Prediction: X(N) = N·X(1), in requests/s. Efficiency E = X(N) / (N·X(1)), judged on a logarithmic scale, where ratios are differences:
     *
     *     ln E ± z·s,    s² = s₁² + s_N²,    s = (ln upper − ln lower) / 2 z_c      of each capacity's interval at its confidence c
     *
     * with z = 1.96 and z_c its own quantile. Several searches for one capacity are pooled with the weights w = 1/s², and
     *
     *     s_pooled = max(1, B)/√Σw,     B² = Σ w (ln X − mean)² / (k − 1)     Birge's ratio [1]: they may scatter more than each admits
     *
     * Aligned if the lower bound is above 0.90, rejected if the upper one is below 0.95; both or neither is
     * inconclusive. The two limits overlap so that a true efficiency between them is not called either way by chance. Where a capacity is only "at
     * least X", the efficiency is only bounded on one side.
     */

    private static final double ALIGNED_ABOVE = 0.90;
    private static final double REJECTED_BELOW = 0.95;
    private static final double CONFIDENCE = 0.95;
    /** No search knows a capacity better than to a thousandth. */
    private static final double DEVIATION_LEAST = 1e-3;

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    private Extrapolation() {}

    /**
     * Compares the capacity of several instances with that of one.
     *
     * @param one capacity of a single instance, above 0
     * @param many capacity of all instances together, above 0
     * @param instances how many these are, at least 2
     */
    public static Scaling check(Capacity one, Capacity many, int instances) {
        if (instances < 2) {
            throw new IllegalArgumentException("An extrapolation needs at least 2 instances, not " + instances + ".");
        }
        if (!(one.lower() > 0 && many.lower() > 0)) {
            throw new IllegalArgumentException("An extrapolation needs capacities whose lower bounds are above 0.");
        }
        double predicted = instances * one.estimate();
        double efficiency = many.estimate() / predicted;
        double margin = quantile(CONFIDENCE) * Math.hypot(deviation(one), deviation(many));
        // "At least X" of one instance leaves open how low the efficiency is; of many, how high.
        double lower = one.upper().isPresent() ? efficiency * Math.exp(-margin) : 0;
        double upper = many.upper().isPresent() ? efficiency * Math.exp(margin) : Double.POSITIVE_INFINITY;
        return new Scaling(predicted, many.estimate(), lower, efficiency, upper, outcome(lower, upper));
    }

    /** The same, from one search or several for each of the two. */
    public static Scaling check(List<Capacity> one, List<Capacity> many, int instances) {
        return check(pooled(one), pooled(many), instances);
    }

    /** What several searches for the same capacity say together, at 95 %; "at least" the least if one of them is open. */
    public static Capacity pooled(List<Capacity> searches) {
        if (searches.size() == 1) {
            return searches.getFirst();
        }
        if (searches.isEmpty()) {
            throw new IllegalArgumentException("Nothing was searched, so there is nothing to pool.");
        }
        Optional<Capacity> open =
                searches.stream().filter(each -> each.upper().isEmpty()).min(comparingDouble(Capacity::lower));
        if (open.isPresent()) {
            return open.get();
        }
        double weights = 0;
        double mean = 0;
        for (Capacity each : searches) {
            weights += weight(each);
            mean += weight(each) * Math.log(each.estimate());
        }
        mean /= weights;
        double squares = 0;
        for (Capacity each : searches) {
            squares += weight(each) * Math.pow(Math.log(each.estimate()) - mean, 2);
        }
        double scatter = Math.max(1, Math.sqrt(squares / (searches.size() - 1)));
        double margin = quantile(CONFIDENCE) * scatter / Math.sqrt(weights);
        return new Capacity(
                Math.exp(mean - margin),
                Math.exp(mean),
                OptionalDouble.of(Math.exp(mean + margin)),
                CONFIDENCE,
                Optional.empty());
    }

    private static double weight(Capacity capacity) {
        double deviation = Math.max(DEVIATION_LEAST, deviation(capacity));
        return 1 / (deviation * deviation);
    }

    private static Outcome outcome(double lower, double upper) {
        boolean aligned = lower > ALIGNED_ABOVE;
        boolean rejected = upper < REJECTED_BELOW;
        if (aligned == rejected) {
            return Outcome.INCONCLUSIVE;
        }
        return aligned ? Outcome.ALIGNED : Outcome.REJECTED;
    }

    /** Relative standard deviation of a capacity, by its interval; 0 if that is open. */
    public static double deviation(Capacity capacity) {
        if (capacity.upper().isEmpty()) {
            return 0;
        }
        return Math.log(capacity.upper().getAsDouble() / capacity.lower()) / 2 / quantile(capacity.confidence());
    }

    private static double quantile(double confidence) {
        return STANDARD_NORMAL.inverseCumulativeProbability((1 + confidence) / 2);
    }
}
