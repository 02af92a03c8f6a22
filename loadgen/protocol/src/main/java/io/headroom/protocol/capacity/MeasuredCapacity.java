package io.headroom.protocol.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one or several instances carry.
 *
 * @param knee up to where latency and errors stay acceptable
 * @param maximum up to where completed work grows with offered work
 * @param bindingResource what ran out first, {@code unknown} if no figure tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeasuredCapacity(Interval knee, Interval maximum, String bindingResource, List<LoadStep> steps) {

    /**
     * A capacity with its uncertainty.
     *
     * @param upper null if no rate failed: the capacity is at least {@code lower}
     * @param unit of the three, {@code requests/s}
     * @param confidence of the interval, 0 to 1
     * @param reason why it is open or cut short, absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Interval(
            double lower,
            double estimate,
            @Nullable Double upper,
            String unit,
            double confidence,
            @Nullable String reason) {

        /** Written as null where there is none, so that nobody takes the lower bound for the capacity. */
        @Override
        @JsonInclude(JsonInclude.Include.ALWAYS)
        public @Nullable Double upper() {
            return upper;
        }
    }
}
