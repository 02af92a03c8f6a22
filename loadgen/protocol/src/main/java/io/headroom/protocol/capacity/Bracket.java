package io.headroom.protocol.capacity;

import org.jspecify.annotations.Nullable;

/**
 * Where a search has cornered a capacity, in requests/s.
 *
 * @param upper absent while no rate has failed
 */
public record Bracket(double lower, @Nullable Double upper) {}
