package io.headroom.engine.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Values that no other loop, agent or run draws, without asking any of them. A replay with the same seed and the same run draws the same values.
 *
 * <pre>
 * name-  q3v0c81m5k   7h2k90ab
 *        │            └ 8 digits, 40 bits: this stripe's counter through a bijection that seed and run choose
 *        └ 10 digits, 50 bits of SHA-256(seed, run)
 * </pre>
 *
 * Stripes (the event loops of all agents) count n apart, so within a run no two values are equal: that is certain, for 2⁴⁰ values in all. Two runs whose
 * first parts differ have no value in common. That theirs are equal by chance has a probability of 2⁻⁵⁰ for a pair, 4 · 10⁻⁸ for any pair of 10,000 runs.
 */
public final class UniqueValues {
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
    private static final int BITS_PER_DIGIT = 5;
    private static final int RUN_DIGITS = 10;
    private static final int COUNTER_DIGITS = 8;
    private static final long COUNTERS = 1L << BITS_PER_DIGIT * COUNTER_DIGITS;

    private final byte[] text = new byte[RUN_DIGITS + COUNTER_DIGITS];
    private final long key;
    private final int stripes;
    private long next;

    public UniqueValues(long seed, String run, int stripe, int stripes) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(seed, run));
        write(digest.getLong(), 0, RUN_DIGITS);
        this.key = digest.getLong();
        this.next = stripe;
        this.stripes = stripes;
    }

    /** The prefix, a hyphen and eighteen digits from 0 to v. */
    public String next(String prefix) {
        if (next >= COUNTERS) {
            throw new IllegalStateException("a run has at most " + COUNTERS + " unique values");
        }
        write(mixed(next), RUN_DIGITS, COUNTER_DIGITS);
        next += stripes;
        return prefix + '-' + new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A bijection of 40-bit numbers: multiplying by an odd number is one, and so is adding the upper half to the lower without carry. */
    private long mixed(long counter) {
        long z = (counter ^ key) & (COUNTERS - 1);
        z = z * 0x9E3779B97F4A7C15L & (COUNTERS - 1);
        z ^= z >>> 20;
        z = z * 0xBF58476D1CE4E5B9L & (COUNTERS - 1);
        return z ^ z >>> 20;
    }

    private void write(long value, int from, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            text[from + i] = DIGITS[(int) value & 31];
            value >>>= BITS_PER_DIGIT;
        }
    }

    private static byte[] sha256(long seed, String run) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
            return Arrays.copyOf(digest.digest(run.getBytes(StandardCharsets.UTF_8)), 2 * Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
