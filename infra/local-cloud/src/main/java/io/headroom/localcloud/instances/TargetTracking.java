package io.headroom.localcloud.instances;

import java.time.Duration;
import java.time.Instant;

/**
 * How many instances a rate needs: {@code ceil(rate / target)}, within min and max.
 *
 * <p>Out as soon as it is needed; in only after the rate has been lower for a while, as clouds do, because a load that
 * comes back costs a boot. Pure: the caller brings rate and time.
 */
final class TargetTracking {

    static final Duration EVALUATION = Duration.ofSeconds(5);
    static final Duration SCALE_IN_COOLDOWN = Duration.ofSeconds(60);
    /** Part of an instance's capacity that it is kept at if nobody says otherwise. */
    static final double DEFAULT_UTILISATION = 0.6;

    private Instant busyAt = Instant.MIN;

    /**
     * @param rate requests per second that the whole group got since the last evaluation
     * @param target requests per second and instance
     */
    int desired(double rate, double target, Capacity capacity, Instant now) {
        int needed = Math.clamp((long) Math.ceil(rate / target), capacity.min(), capacity.max());
        if (needed >= capacity.desired()) {
            busyAt = now;
            return needed;
        }
        return now.isBefore(busyAt.plus(SCALE_IN_COOLDOWN)) ? capacity.desired() : needed;
    }
}
