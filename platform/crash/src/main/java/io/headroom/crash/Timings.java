package io.headroom.crash;

import java.time.Duration;

/**
 * The protocol's timings, shortened by a factor.
 *
 * @param scale above 0, at most 1: production
 */
record Timings(double scale) {
    Timings {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("The time scale " + scale + " must be above 0 and at most 1.");
        }
    }

    Duration lease() {
        return scaled(30_000);
    }

    Duration heartbeat() {
        return scaled(5_000);
    }

    Duration sweep() {
        return scaled(10_000);
    }

    /** Within which a crash must be closed with a replica or the guard left: 60 s, and what a busy machine needs. */
    Duration restoredWithin() {
        return scaled(60_000).plus(Duration.ofSeconds(10));
    }

    private Duration scaled(long millis) {
        return Duration.ofMillis(Math.max(20, (long) (millis * scale)));
    }

    boolean isProduction() {
        return scale == 1;
    }
}
