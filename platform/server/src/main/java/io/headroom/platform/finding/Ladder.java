package io.headroom.platform.finding;

import io.headroom.protocol.capacity.LoadStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load steps of one search.
 *
 * @param instances that served all the time
 * @param knee that the search found, in requests/s; absent if it found none
 */
public record Ladder(int instances, @Nullable Double knee, List<LoadStep> steps) {

    public Ladder {
        steps = List.copyOf(steps);
    }
}
