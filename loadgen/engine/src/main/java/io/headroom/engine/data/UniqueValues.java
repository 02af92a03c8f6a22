package io.headroom.engine.data;

import java.nio.charset.StandardCharsets;

/**
 * Values that never repeat within a run: the counter of this stripe (one event loop of one agent) through a bijection of 64-bit numbers that seed and run
 * choose. Stripes count n apart, so no two ever share a number; a replay with the same seed and run gives the same values.
 */
public final class UniqueValues {
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 13; // 13 digits of 5 bits carry 64

    private final long key;
    private final int stripes;
    private long next;

    public UniqueValues(long seed, String run, int stripe, int stripes) {
        long hash = seed;
        for (byte b : run.getBytes(StandardCharsets.UTF_8)) {
            hash = RandomSource.combine(hash, b);
        }
        this.key = hash;
        this.next = stripe;
        this.stripes = stripes;
    }

    public String next(String prefix) {
        long value = RandomSource.mix(RandomSource.mix(next) ^ key);
        next += stripes;
        byte[] text = new byte[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) value & 31];
            value >>>= 5;
        }
        return prefix + '-' + new String(text, StandardCharsets.ISO_8859_1);
    }
}
