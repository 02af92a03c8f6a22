package io.headroom.engine.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * How many arrivals are due by when, and when the n-th is due: a rate profile's integral and its inverse, both in closed form.
 *
 * <pre>
 *   rate                              arrivals N(t)
 *    b ┤      ╱│                       n₂ ┤        ╭──────
 *      │    ╱  │                          │      ╱
 *    a ┤  ╱    │                       n₁ ┤ ____╯
 *      │  │    │___________               │╱
 *      └──┴────┴──────────── t            └────┴────────── t
 *         t₁   t₂                         t₁   t₂
 *
 *   within a stretch that goes from rate a to rate b in L seconds, with u = t − t₁ and the slope s = (b − a) / L:
 *
 *     N(t)   = n₁ + a·u + s·u² / 2                                       arrivals
 *     N⁻¹(n) = t₁ + 2·m / (a + √(a² + 2·s·m)),   m = n − n₁              seconds
 * </pre>
 *
 * The root is written so that nothing cancels: it holds for s = 0 and for a = 0, too. Sums are kept per stretch and every due time is computed from its
 * number, so no error adds up. Where the rate is zero N is flat, and N⁻¹ is the end of the flat part: nothing is due while the rate is zero.
 */
final class ArrivalCurve {
    /** Relative; rounding must not bring an arrival into being at the very end. */
    private static final double ROUNDING = 1e-12;

    private final double[] from;
    private final double[] slope;
    /** Seconds at which each stretch begins, and the last one ends. */
    private final double[] begins;
    /** Arrivals before each stretch, and in all. */
    private final double[] before;

    ArrivalCurve(RateProfile profile) {
        List<Segment> segments = profile.segments();
        int count = segments.size();
        from = new double[count];
        slope = new double[count];
        begins = new double[count + 1];
        before = new double[count + 1];
        long nanos = 0;
        for (int i = 0; i < count; i++) {
            Segment segment = segments.get(i);
            from[i] = segment.from();
            slope[i] = (segment.to() - segment.from()) / segment.seconds();
            nanos += segment.duration().toNanos();
            begins[i + 1] = nanos / Segment.NANOS_PER_SECOND;
            before[i + 1] = before[i] + segment.area();
        }
    }

    /** Arrivals in all; not a whole number in general. */
    double total() {
        return before[before.length - 1];
    }

    /** Whether N reaches beyond n, so that an arrival there exists. */
    boolean reaches(double n) {
        return n < total() * (1 - ROUNDING);
    }

    /** N(t): arrivals by that many seconds after the beginning. */
    double arrivalsBy(double seconds) {
        if (seconds >= begins[begins.length - 1]) {
            return total();
        }
        int i = stretch(begins, Math.max(0, seconds));
        double u = Math.max(0, seconds) - begins[i];
        return before[i] + u * (from[i] + slope[i] * u / 2);
    }

    /** N⁻¹(n): when N grows beyond n, in whole nanoseconds after the beginning; n is one that {@link #reaches} holds for. */
    long dueNanos(double n) {
        int i = stretch(before, n);
        double m = n - before[i];
        double root = Math.sqrt(Math.max(0, from[i] * from[i] + 2 * slope[i] * m));
        double u = m == 0 ? 0 : 2 * m / (from[i] + root);
        return Math.round(Math.min(begins[i] + u, begins[i + 1]) * Segment.NANOS_PER_SECOND);
    }

    /** The rate at N⁻¹(n), per second: √(a² + 2·s·m). */
    double rateAt(double n) {
        int i = stretch(before, n);
        return Math.sqrt(Math.max(0, from[i] * from[i] + 2 * slope[i] * (n - before[i])));
    }

    /** The last stretch that begins at or below the value; of several that begin there all but the last are flat. */
    private static int stretch(double[] starts, double value) {
        int low = 0;
        int high = starts.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return "arrivals " + Arrays.toString(before) + " by seconds " + Arrays.toString(begins);
    }
}
