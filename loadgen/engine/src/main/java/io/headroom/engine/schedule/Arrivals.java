package io.headroom.engine.schedule;

import io.headroom.engine.data.RandomSource;

/**
 * When journeys of a rate profile are due on one stripe (one event loop of one agent), in nanoseconds since the drive's origin. Pure: no clock.
 *
 * <p>With n stripes, stripe s owns the arrivals number s, s + n, s + 2n, … of the whole fleet, so stripes need not talk to each other. With N(t) as
 * the arrivals by t (see {@link ArrivalCurve}):
 *
 * <pre>
 * even:     arrival k is due at N⁻¹(k), computed from k each time, so that no error adds up
 * Poisson:  each stripe is a Poisson process of rate 1/n in the arrivals' own time, whose points N⁻¹ brings to the clock's
 *           (time change); together they are one whose rate follows the profile
 * </pre>
 */
public abstract sealed class Arrivals {
    final ArrivalCurve curve;
    final int stripes;
    private long number;
    private boolean over;
    private long dueNanos;

    private Arrivals(ArrivalCurve curve, int stripe, int stripes) {
        if (stripe < 0 || stripe >= stripes) {
            throw new IllegalArgumentException("stripe " + stripe + " of " + stripes);
        }
        this.curve = curve;
        this.number = stripe;
        this.stripes = stripes;
    }

    public static Arrivals of(Spacing spacing, RateProfile profile, int stripe, int stripes, long seed) {
        var curve = new ArrivalCurve(profile);
        Arrivals arrivals = switch (spacing) {
            case EVEN -> new Even(curve, stripe, stripes);
            case POISSON -> new Poisson(curve, stripe, stripes, seed);
        };
        arrivals.settle();
        return arrivals;
    }

    /** Where the next arrival lies on the curve. */
    abstract double position();

    /** Goes on along the curve. */
    abstract void step();

    /** Whether no arrival comes any more. */
    public final boolean isOver() {
        return over;
    }

    /** When the arrival is due that comes next; none does if it {@link #isOver}. */
    public final long dueNanos() {
        return dueNanos;
    }

    /** Number of that arrival in the whole fleet. */
    public final long number() {
        return number;
    }

    /** How many arrivals this stripe has in a second, as the rate is at the next one; 0 when none comes any more. */
    public final double perSecond() {
        return over ? 0 : curve.rateAt(position()) / stripes;
    }

    /** Goes on to the next arrival. */
    public final void advance() {
        number += stripes;
        step();
        settle();
    }

    private void settle() {
        double position = position();
        over = !curve.reaches(position);
        if (!over) {
            dueNanos = curve.dueNanos(position);
        }
    }

    private static final class Even extends Arrivals {
        Even(ArrivalCurve curve, int stripe, int stripes) {
            super(curve, stripe, stripes);
        }

        @Override
        double position() {
            return number();
        }

        @Override
        void step() {
            // a position is its number
        }
    }

    private static final class Poisson extends Arrivals {
        private final RandomSource random;
        private double position;

        Poisson(ArrivalCurve curve, int stripe, int stripes, long seed) {
            super(curve, stripe, stripes);
            this.random = new RandomSource(RandomSource.combine(seed, stripe));
            this.position = gap();
        }

        @Override
        double position() {
            return position;
        }

        @Override
        void step() {
            position += gap();
        }

        /** Exponential, by inversion. */
        private double gap() {
            return -Math.log1p(-random.nextDouble()) * stripes;
        }
    }
}
