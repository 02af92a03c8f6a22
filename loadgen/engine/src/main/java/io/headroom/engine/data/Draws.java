package io.headroom.engine.data;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What users draw at random, all of it from one source. */
public final class Draws {
    /** An exponential think time is cut off here, in means; beyond lie 0.005 % of them. */
    private static final double EXPONENTIAL_MAX = 10;
    /** A normal one is cut off here, in standard deviations. */
    private static final double NORMAL_MAX = 4;

    private final RandomSource random;

    public Draws(RandomSource random) {
        this.random = random;
    }

    /** Version 4. */
    public String uuid() {
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    public <T> T pick(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing to pick from: the list is empty");
        }
        return values.get(random.nextInt(values.size()));
    }

    public <T> T pick(List<T> values, int[] weights) {
        if (values.size() != weights.length) {
            throw new IllegalArgumentException(
                    "pick was given " + values.size() + " values and " + weights.length + " weights");
        }
        long sum = 0;
        for (int weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight is at least 0, not " + weight);
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("nothing to pick from: no weight is above 0");
        }
        double left = random.nextDouble() * sum;
        int chosen = 0;
        while (left >= weights[chosen]) {
            left -= weights[chosen++];
        }
        return values.get(chosen);
    }

    /** A partial Fisher–Yates shuffle. */
    public <T> List<T> sample(List<T> values, int n) {
        List<T> shuffled = new ArrayList<>(values);
        int size = Math.min(n, shuffled.size());
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(shuffled.size() - i);
            T swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, swapped);
        }
        return shuffled.subList(0, size);
    }

    /** Uniform. */
    public long between(long least, long most) {
        if (least > most || least < 0) {
            throw new IllegalArgumentException("a think time cannot lie between " + least + " ns and " + most + " ns");
        }
        return least + (long) (random.nextDouble() * (most - least));
    }

    /** Exponentially distributed, by inversion. */
    public long exponential(long mean) {
        double drawn = -Math.log(1 - random.nextDouble());
        return (long) (mean * Math.min(EXPONENTIAL_MAX, drawn));
    }

    /** Normally distributed, by the method of Box and Muller; never below 0. */
    public long normal(long mean, long deviation) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        double drawn = radius * Math.cos(2 * Math.PI * random.nextDouble());
        return Math.max(0, mean + (long) (deviation * Math.clamp(drawn, -NORMAL_MAX, NORMAL_MAX)));
    }
}
