package io.headroom.engine;

/** How often something happens, as the present and the last second tell. */
final class Frequency {
    private static final long SECOND_NANOS = 1_000_000_000;
    /** A shorter beginning of a second says little. */
    private static final double SHARE_MIN = 0.02;

    private long second = -1;
    private long begun;
    private long before;

    void one(long now) {
        turn(now);
        begun++;
    }

    /** The higher of the last second's count and what this one's comes to, so that a rise shows at once. */
    double perSecond(long now) {
        turn(now);
        double share = Math.max(SHARE_MIN, (double) (now % SECOND_NANOS) / SECOND_NANOS);
        return Math.max(before, begun / share);
    }

    private void turn(long now) {
        long present = now / SECOND_NANOS;
        if (present != second) {
            before = present == second + 1 ? begun : 0;
            begun = 0;
            second = present;
        }
    }
}
