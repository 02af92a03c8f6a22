package io.headroom.engine;

import io.headroom.engine.http.TraceIdentity;
import java.time.Duration;

/**
 * One load step at a constant rate.
 *
 * @param step its number within the run, 0 to 65,534, carried by trace ids
 * @param requestsPerSecond rate over the whole fleet, of which this agent takes its share; converted to journeys by the mix's mean requests per journey
 * @param duration how long journeys arrive
 * @param drain how long unfinished ones may go on afterwards before they are cut off and counted
 */
public record Drive(int step, double requestsPerSecond, Duration duration, Duration drain) {
    public Drive {
        if (step < 0 || step >= TraceIdentity.PREPARATION) {
            throw new IllegalArgumentException("step " + step + " is not within 0 to 65,534");
        }
        if (!(requestsPerSecond > 0) || requestsPerSecond > 10_000_000) {
            throw new IllegalArgumentException(
                    "a rate is above 0 and at most 10,000,000 requests per second, not " + requestsPerSecond);
        }
        if (duration.isNegative() || duration.isZero() || drain.isNegative()) {
            throw new IllegalArgumentException("a drive's duration is above 0 and its drain at least 0");
        }
    }
}
