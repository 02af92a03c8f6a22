package io.headroom.exploration;

import java.util.List;

/**
 * What was measured at one rate.
 *
 * @param rate requests/s that were asked for
 * @param windows of the whole step in order, warm-up included: the judge cuts it. Of equal length; may be empty only if the measurement is invalid
 * @param validity whether the measurement is about the target at all
 */
public record Measurement(double rate, List<Window> windows, Validity validity) {

    /** Rejects a rate that is not positive, and a valid measurement without windows. */
    public Measurement {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("A measurement's rate must be above 0 requests/s, not " + rate + ".");
        }
        windows = List.copyOf(windows);
        if (windows.isEmpty() && validity instanceof Validity.Valid) {
            throw new IllegalArgumentException(
                    "A valid measurement needs at least one window: report one that broke off as invalid, with its reason.");
        }
    }

    /** Whether the generator and the set-up did their part. What a slow or crashing target causes is valid. */
    public sealed interface Validity {

        /** The figures are the target's. */
        record Valid() implements Validity {}

        /**
         * The measurement was spoiled by us, not by the target.
         *
         * @param reason a sentence for people
         */
        record Invalid(String reason) implements Validity {}
    }
}
