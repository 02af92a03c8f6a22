package io.headroom.engine;

/** How often something happens, as the present and the last second tell. Seconds count from the first time. */
final class Frequency {
    private static final long SECOND_NANOS = 1_000_000_000;
    /** A shorter beginning of a second says little. */
    private static final double SHARE_MIN = 0.02;

    private long origin = -1;
    private long second;
    private long begun;
    private long before;

    void one(long now) {
        if (origin < 0) {
            origin = now;
        }
        turn(now);
        begun++;
    }

    /** The higher of the last second's count and what this one's comes to, so that a rise shows at once. */
    double perSecond(long now) {
        if (origin < 0) {
            return 0;
        }
        turn(now);
        double share = Math.max(SHARE_MIN, (double) ((now - origin) % SECOND_NANOS) / SECOND_NANOS);
        return Math.max(before, begun / share);
    }

    private void turn(long now) {
        long present = (now - origin) / SECOND_NANOS;
        if (present != second) {
            before = present == second + 1 ? begun : 0;
            begun = 0;
            second = present;
        }
    }
}
