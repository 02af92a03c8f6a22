package io.headroom.capacity;

import io.headroom.exploration.Capacity;
import io.headroom.exploration.Decision.Converged;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import java.util.List;

/** A search's answer as result documents hold it. */
public final class CapacityFigures {

    private static final String UNIT = "requests/s";

    private CapacityFigures() {}

    /** @param bindingResource what ran out first, {@code unknown} if no figure tells */
    public static MeasuredCapacity of(Converged answer, String bindingResource, List<LoadStep> steps) {
        return new MeasuredCapacity(interval(answer.knee()), interval(answer.maximum()), bindingResource, steps);
    }

    public static Interval interval(Capacity capacity) {
        return new Interval(
                Figures.rounded(capacity.lower()),
                Figures.rounded(capacity.estimate()),
                capacity.upper().isPresent() ? Figures.rounded(capacity.upper().getAsDouble()) : null,
                UNIT,
                capacity.confidence(),
                capacity.reason().orElse(null));
    }
}
