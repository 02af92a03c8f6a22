package io.headroom.exploration;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A capacity in requests/s with its uncertainty: lower ≤ estimate ≤ upper.
 *
 * @param lower highest rate that is known to be carried
 * @param estimate most likely value
 * @param upper lowest rate that is known not to be carried; empty if none was found: the capacity is at least {@code lower}
 * @param confidence that the true capacity lies between the bounds, 0 to 1; without an upper bound there is no interval that it could speak of
 * @param reason why it is open (then it begins with "at least"), cut short or conservative; empty if it is none of these
 */
public record Capacity(
        double lower, double estimate, OptionalDouble upper, double confidence, Optional<String> reason) {

    /** Rejects bounds out of order. */
    public Capacity {
        if (!(0 <= lower && lower <= estimate && estimate <= upper.orElse(Double.MAX_VALUE))) {
            throw new IllegalArgumentException("A capacity needs 0 ≤ lower ≤ estimate ≤ upper, not " + lower + ", "
                    + estimate + ", " + upper + ".");
        }
    }
}
