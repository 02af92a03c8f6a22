package io.headroom.exploration;

/**
 * How the capacity of several instances compares with the prediction from one.
 *
 * @param predicted instances × one instance's capacity, in requests/s
 * @param measured capacity of all instances together, in requests/s
 * @param efficiencyLower lower bound of the efficiency at 95 %
 * @param efficiency measured ÷ predicted
 * @param efficiencyUpper upper bound of the efficiency at 95 %; infinite if no rate failed
 * @param outcome what follows
 */
public record Scaling(
        double predicted,
        double measured,
        double efficiencyLower,
        double efficiency,
        double efficiencyUpper,
        Outcome outcome) {

    /** Whether the prediction holds. */
    public enum Outcome {
        /** The service scales: the efficiency is above 0.90 with confidence. */
        ALIGNED,
        /** The prediction is wrong: the efficiency is below 0.95 with confidence. */
        REJECTED,
        /** Both or neither: add runs. */
        INCONCLUSIVE
    }
}
