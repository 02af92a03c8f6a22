package io.headroom.localcloud.thirdparty;

/** How many requests came in the last second, in steps of a tenth. Pure: the caller brings the time. */
final class RequestRate {

    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = 1_000_000_000L / SLOTS;

    private final int[] counts = new int[SLOTS];
    private long slot = Long.MIN_VALUE;

    /** @return requests in the last second, this one among them */
    int add(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SLOT_NANOS);
        if (slot < now - SLOTS) {
            slot = now - SLOTS;
        }
        while (slot < now) {
            slot++;
            counts[(int) Math.floorMod(slot, (long) SLOTS)] = 0;
        }
        counts[(int) Math.floorMod(now, (long) SLOTS)]++;
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
