package io.headroom.engine.data;

import java.util.Arrays;

/** Ranks 1 to n, rank r with a probability proportional to 1/r, by inversion of the cumulative distribution. */
public final class Zipf {
    private static final int RANKS_MAX = 10_000_000;

    private final double[] cumulative;

    public Zipf(int ranks) {
        if (ranks < 1 || ranks > RANKS_MAX) {
            throw new IllegalArgumentException("zipf needs 1 to " + RANKS_MAX + " ranks, not " + ranks);
        }
        cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 1; rank <= ranks; rank++) {
            sum += 1.0 / rank;
            cumulative[rank - 1] = sum;
        }
    }

    /** The rank at a point of the unit interval. */
    public int rank(double uniform) {
        int found = Arrays.binarySearch(cumulative, uniform * cumulative[cumulative.length - 1]);
        return 1
                + (found >= 0
                        ? Math.min(found + 1, cumulative.length - 1)
                        : Math.min(-found - 1, cumulative.length - 1));
    }
}
