package io.headroom.engine.data;

/**
 * Random numbers of one owner. SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): a counter through a
 * bijective mix, so that a source costs eight bytes and any journey's numbers follow from its seed alone.
 */
public final class RandomSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public RandomSource(long seed) {
        this.state = seed;
    }

    public void seed(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [0, bound), by the multiply-and-shift method, whose bias is below 2⁻³². */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("a bound is at least 1, not " + bound);
        }
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** A bijection of 64-bit numbers under which neighbours become unrelated. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** One seed out of two. */
    public static long combine(long seed, long other) {
        return mix(mix(seed + GOLDEN_GAMMA) ^ (other + GOLDEN_GAMMA));
    }
}
