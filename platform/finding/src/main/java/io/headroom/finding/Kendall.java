package io.headroom.finding;

/**
 * Whether figures rise, whatever the shape of the rise (Kendall's rank test, one-sided and exact): how probable it is that figures in a random order have
 * as few inversions as these.
 *
 * <pre>
 *   permutations of n with k inversions:  M(n, k) = M(n−1, k) + M(n−1, k−1) + … + M(n−1, k−n+1)
 *   chance = Σ M(n, i) ÷ n!  for i = 0 … inversions
 * </pre>
 * Equal figures count as inverted, so ties never make a rise.
 */
final class Kendall {

    private Kendall() {}

    static double chanceOfRise(double[] figures) {
        int inversions = inversions(figures);
        double[] shares = {1};
        for (int n = 2; n <= figures.length; n++) {
            shares = withOneMore(shares, n);
        }
        double chance = 0;
        for (int i = 0; i <= inversions && i < shares.length; i++) {
            chance += shares[i];
        }
        return chance;
    }

    private static int inversions(double[] figures) {
        int inversions = 0;
        for (int i = 0; i < figures.length; i++) {
            for (int later = i + 1; later < figures.length; later++) {
                if (figures[later] <= figures[i]) {
                    inversions++;
                }
            }
        }
        return inversions;
    }

    /** The n-th figure can be put before 0 to n − 1 others. */
    private static double[] withOneMore(double[] shares, int n) {
        double[] next = new double[shares.length + n - 1];
        for (int i = 0; i < shares.length; i++) {
            for (int before = 0; before < n; before++) {
                next[i + before] += shares[i] / n;
            }
        }
        return next;
    }
}
