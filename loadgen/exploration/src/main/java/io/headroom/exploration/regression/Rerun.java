package io.headroom.exploration.regression;

import org.hipparchus.stat.inference.MannWhitneyUTest;

/**
 * The gate after a suspicion: tonight's version and the one before it, measured again in turn.
 *
 * @param change median of the runs with tonight's version ÷ median of those with the earlier one, − 1
 * @param probability of so clear an order of the runs if both versions are alike
 * @param regression whether it is one, beyond doubt and large enough to matter
 */
public record Rerun(double change, double probability, boolean regression) {

    /*
     * Mann–Whitney's U, exact for so few runs: it asks only which runs are larger. It is two-sided; with four runs of each version no order is less likely
     * than 2/70, so five of each are the fewest that can fall below 0.01.
     *
     * H. B. Mann, D. R. Whitney, On a test of whether one of two random variables is stochastically larger than the other, 1947.
     */

    /** Runs of each version without which no order is clear enough. */
    public static final int RUNS_FEWEST = 5;

    private static final double SIGNIFICANCE = 0.01;
    private static final double MATERIAL = 0.05;
    private static final double MATERIAL_DEVIATIONS = 2;

    /**
     * Decides.
     *
     * @param earlier figures of which more is better, with the earlier version
     * @param tonight with tonight's version
     * @param variation standard deviation ÷ mean of the series' nights
     */
    public static Rerun of(double[] earlier, double[] tonight, double variation) {
        if (Math.min(earlier.length, tonight.length) < RUNS_FEWEST) {
            throw new IllegalArgumentException("A rerun needs " + RUNS_FEWEST + " runs of each version, not "
                    + earlier.length + " and " + tonight.length + ".");
        }
        double change = NightlyJudge.median(tonight) / NightlyJudge.median(earlier) - 1;
        double probability = new MannWhitneyUTest().mannWhitneyUTest(earlier, tonight);
        boolean material = change < -Math.max(MATERIAL, MATERIAL_DEVIATIONS * variation);
        return new Rerun(change, probability, material && probability < SIGNIFICANCE);
    }
}
