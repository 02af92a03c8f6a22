package io.headroom.telemetry.trace;

import java.util.Arrays;

/** Positions of spans by their ids: open addressing, as a map of boxes costs more than all the rest of a trace's assembly. Ids are never 0. */
final class SpanIndex {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final long[] ids;
    private final int[] positions;
    private final int shift;

    SpanIndex(int sizeMax) {
        int bits = 64 - Long.numberOfLeadingZeros(2L * sizeMax + 1);
        ids = new long[1 << bits];
        positions = new int[1 << bits];
        shift = 64 - bits;
    }

    /** Keeps the first position of an id; false if it has one. */
    boolean add(long id, int position) {
        int slot = slot(id);
        if (ids[slot] == id) {
            return false;
        }
        ids[slot] = id;
        positions[slot] = position;
        return true;
    }

    /** -1 for an id that was never added. */
    int position(long id) {
        if (id == 0) {
            return -1;
        }
        int slot = slot(id);
        return ids[slot] == id ? positions[slot] : -1;
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = (int) (id * GOLDEN >>> shift);
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.stream(ids).filter(id -> id != 0).toArray());
    }
}
