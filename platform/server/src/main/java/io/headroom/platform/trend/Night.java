package io.headroom.platform.trend;

import java.time.Instant;
import java.util.Optional;

/**
 * One valid run of a series.
 *
 * @param at when it began
 * @param value in requests/s
 * @param acknowledged when somebody said that they know of a change with this run
 * @param note what they had to say about it
 */
public record Night(String run, Instant at, double value, Optional<Instant> acknowledged, Optional<String> note) {

    public static Night of(String run, Instant at, double value) {
        return new Night(run, at, value, Optional.empty(), Optional.empty());
    }
}
