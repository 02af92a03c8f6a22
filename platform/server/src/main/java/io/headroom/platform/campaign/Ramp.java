package io.headroom.platform.campaign;

import io.headroom.exploration.Preset;
import io.headroom.protocol.run.RunRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A load that rises from the expected rate to the plan's maximum, and how the group is to follow it. Rates are requests/s.
 *
 * @param targetPerInstance rate that the scaler keeps each instance at
 * @param rise how long the load rises
 * @param hold how long it stays at the maximum
 */
record Ramp(double expected, double maximum, double targetPerInstance, Duration rise, Duration hold) {

    /** More instances are ordered when each has this share of what is not acceptable any more. */
    private static final double SCALE_AT = 0.65;

    private static final double EXPECTED_SHARE = 0.5;

    /** With a maximum in the middle of what the last instance is needed for, no figure decides on chance how many are ordered. */
    private static final double BELOW_LAST = 0.5;

    /**
     * @param knee up to where one instance answers well
     * @param instances how many there may be
     * @param asked between which rates; absent: from half of one instance's target to where all instances are needed
     */
    static Ramp of(Preset preset, double knee, int instances, RunRequest.@Nullable Assess asked) {
        double target = SCALE_AT * knee;
        double expected = asked == null ? EXPECTED_SHARE * target : asked.expected();
        double maximum = asked == null ? (instances - BELOW_LAST) * target : asked.maximum();
        return switch (preset) {
            case QUICK -> new Ramp(expected, maximum, target, Duration.ofSeconds(60), Duration.ofSeconds(15));
            case STANDARD, THOROUGH ->
                new Ramp(expected, maximum, target, Duration.ofSeconds(300), Duration.ofSeconds(60));
        };
    }

    LoadProfile profile() {
        return LoadProfile.ramp(expected, maximum, rise).then(maximum, hold);
    }
}
