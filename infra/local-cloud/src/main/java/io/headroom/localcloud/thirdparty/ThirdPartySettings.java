package io.headroom.localcloud.thirdparty;

import io.headroom.localcloud.wire.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the third party bears load; a part that is left out does not happen. All are requests/s over all its clients, above 0.
 *
 * @param slowsAtPerSecond the rate at which an answer takes 50 ms more; at half of it 25 ms, at twice as much 100 ms
 * @param limitPerSecond what it answers at most; more is refused with 429
 * @param failsAbovePerSecond what it has the strength for; of more, it answers as many, and the rest with 500
 */
public record ThirdPartySettings(
        @Nullable Double slowsAtPerSecond,
        @Nullable Double limitPerSecond,
        @Nullable Double failsAbovePerSecond) {

    /** A third party that bears any load. */
    public static final ThirdPartySettings STRONG = new ThirdPartySettings(null, null, null);

    public ThirdPartySettings {
        requireAboveZero("slows_at_per_second", slowsAtPerSecond);
        requireAboveZero("limit_per_second", limitPerSecond);
        requireAboveZero("fails_above_per_second", failsAbovePerSecond);
    }

    private static void requireAboveZero(String field, @Nullable Double perSecond) {
        if (perSecond != null && !(perSecond > 0)) {
            throw Problem.invalid(field + " is " + perSecond + ": give more than 0, or leave it out.");
        }
    }
}
