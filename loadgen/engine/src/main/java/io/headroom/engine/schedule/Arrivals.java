package io.headroom.engine.schedule;

import io.headroom.engine.data.RandomSource;

/**
 * When journeys of a constant rate are due on one stripe (one event loop of one agent), in nanoseconds since the step's origin. Pure: no clock.
 *
 * <p>With n stripes, stripe s owns the arrivals number s, s + n, s + 2n, … of the whole fleet, so stripes need not talk to each other.
 *
 * <pre>
 * even:     arrival k is due at k / rate, computed from k each time, so that no error adds up
 * Poisson:  each stripe is a Poisson process of rate / n; together they are one of the whole rate
 * </pre>
 */
public abstract sealed class Arrivals {
    private static final double NANOS_PER_SECOND = 1e9;

    final int stripes;
    private long number;

    private Arrivals(int stripe, int stripes) {
        if (stripe < 0 || stripe >= stripes) {
            throw new IllegalArgumentException("stripe " + stripe + " of " + stripes);
        }
        this.number = stripe;
        this.stripes = stripes;
    }

    public static Arrivals of(Spacing spacing, double perSecond, int stripe, int stripes, long seed) {
        return switch (spacing) {
            case EVEN -> new Even(perSecond, stripe, stripes);
            case POISSON -> new Poisson(perSecond, stripe, stripes, seed);
        };
    }

    /** When the arrival is due that comes next. */
    public abstract long dueNanos();

    /** Number of that arrival in the whole fleet. */
    public final long number() {
        return number;
    }

    /** Goes on to the next arrival. */
    public void advance() {
        number += stripes;
    }

    private static final class Even extends Arrivals {
        private final double perSecond;

        Even(double perSecond, int stripe, int stripes) {
            super(stripe, stripes);
            this.perSecond = perSecond;
        }

        @Override
        public long dueNanos() {
            return (long) (number() * NANOS_PER_SECOND / perSecond);
        }
    }

    private static final class Poisson extends Arrivals {
        private final double meanGapNanos;
        private final RandomSource random;
        private double dueNanos;

        Poisson(double perSecond, int stripe, int stripes, long seed) {
            super(stripe, stripes);
            this.meanGapNanos = stripes * NANOS_PER_SECOND / perSecond;
            this.random = new RandomSource(RandomSource.combine(seed, stripe));
            this.dueNanos = gapNanos();
        }

        @Override
        public long dueNanos() {
            return (long) dueNanos;
        }

        @Override
        public void advance() {
            super.advance();
            dueNanos += gapNanos();
        }

        /** Exponential, by inversion. */
        private double gapNanos() {
            return -Math.log1p(-random.nextDouble()) * meanGapNanos;
        }
    }
}
