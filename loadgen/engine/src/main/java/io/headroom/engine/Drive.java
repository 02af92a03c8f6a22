package io.headroom.engine;

import io.headroom.engine.http.TraceIdentity;
import io.headroom.engine.schedule.RateProfile;
import java.time.Duration;

/**
 * One load step.
 *
 * @param step its number within the run, 0 to 65,534, carried by trace ids
 * @param load what is driven
 * @param drain how long unfinished journeys may go on afterwards before they are cut off and counted
 */
public record Drive(int step, Load load, Duration drain) {
    public Drive {
        if (step < 0 || step >= TraceIdentity.PREPARATION) {
            throw new IllegalArgumentException("step " + step + " is not within 0 to 65,534");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("a drain is at least 0, not " + drain);
        }
    }

    /** A step of the open model at one rate. */
    public static Drive atRate(int step, double requestsPerSecond, Duration duration, Duration drain) {
        return new Drive(step, new Load.Open(RateProfile.constant(requestsPerSecond, duration)), drain);
    }
}
