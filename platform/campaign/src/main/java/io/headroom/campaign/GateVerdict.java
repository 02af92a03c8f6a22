package io.headroom.campaign;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a gate says of a night whose run passed by itself. */
public sealed interface GateVerdict {

    /** A sentence for people. */
    String sentence();

    record Passed(String sentence) implements GateVerdict {}

    record Failed(String sentence) implements GateVerdict {}

    /** The figures suffice for neither. */
    record Open(String sentence) implements GateVerdict {}

    /**
     * One instance's maximum, in requests/s.
     *
     * @param lower the highest rate known to be carried
     * @param upper the lowest known not to be, empty if none is
     */
    record Maximum(double lower, OptionalDouble upper) {}

    /**
     * How the maximum compares with the nights before.
     *
     * @param less whether it is less
     * @param certain whether more than this one night says so
     * @param sentence for people
     */
    record Change(boolean less, boolean certain, String sentence) {}

    /** @param change empty while there are too few nights to compare with, or nothing is out of the ordinary */
    static GateVerdict of(Campaign.Gate gate, Optional<Maximum> maximum, Optional<Change> change) {
        Optional<Change> less = gate.regression() ? change.filter(Change::less) : Optional.empty();
        if (less.filter(Change::certain).isPresent()) {
            return new Failed("regression: the maximum is " + less.get().sentence());
        }
        GateVerdict byMinimum = gate.minimum().isPresent()
                ? ofMinimum(gate.minimum().getAsDouble(), maximum)
                : new Passed(gate.regression() ? "no regression" : "nothing is gated");
        if (byMinimum instanceof Passed && less.isPresent()) {
            return new Open("regression suspected: the maximum is " + less.get().sentence()
                    + "; the stage rerun settles that, or the next night");
        }
        return byMinimum;
    }

    private static GateVerdict ofMinimum(double minimum, Optional<Maximum> found) {
        if (found.isEmpty()) {
            return new Open(
                    "the maximum was not measured, so that it cannot be compared with %s".formatted(rate(minimum)));
        }
        Maximum maximum = found.get();
        if (maximum.lower() >= minimum) {
            return new Passed("%s are carried, and %s are asked for".formatted(rate(maximum.lower()), rate(minimum)));
        }
        if (maximum.upper().isPresent() && maximum.upper().getAsDouble() <= minimum) {
            return new Failed("%s are not carried, and %s are asked for"
                    .formatted(rate(maximum.upper().getAsDouble()), rate(minimum)));
        }
        return new Open("%s are carried, and %s were not tried: whether %s are is not known"
                .formatted(rate(maximum.lower()), rate(minimum), rate(minimum)));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.0f requests/s", perSecond);
    }
}
