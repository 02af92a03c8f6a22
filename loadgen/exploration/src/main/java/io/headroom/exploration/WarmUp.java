package io.headroom.exploration;

/** Where the transient at the start of a step ends. */
final class WarmUp {

    /*
     * MSER-5 [1]: of a series of k batch means Z_1 … Z_k, cut the first d* that leave the mean of the rest most precisely known,
     *
     *     d* = argmin_d  Σ_{j>d} (Z_j − Z̄_d)² / (k − d)²,     Z̄_d = mean of Z_{d+1} … Z_k.
     *
     * Cutting more removes bias, but also values; the square below weighs one against the other. A minimum in the second half means that the series
     * has not become steady. Z are means over windows (one second, so each is a batch already), in whatever unit the series has. The last five
     * are never left alone: a few values that happen to agree would win.
     *
     * [1] K. P. White, M. J. Cobb, S. C. Spratt, A comparison of five steady-state truncation heuristics for simulation, WSC 2000.
     */

    private static final int FEWEST_LEFT = 5;

    private WarmUp() {}

    /** How many leading values to cut, 0 to the length. */
    static int mser(double[] means) {
        int k = means.length;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int d = k - 1; d >= 0; d--) {
            sum += means[d];
            squares += means[d] * means[d];
            double left = k - d;
            double error = Math.max(0, squares - sum * sum / left) / (left * left);
            if (left >= Math.min(FEWEST_LEFT, k) && error <= least) {
                least = error;
                best = d;
            }
        }
        return best;
    }

    /** Whether a cut leaves at least half of the series. */
    static boolean isSteady(int cut, int length) {
        return cut <= length / 2;
    }
}
