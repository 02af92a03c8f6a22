package io.headroom.protection.guard;

import java.time.Duration;

/**
 * How long a guard waits.
 *
 * @param silenceMax how long an owner may be silent before its relaxations are restored
 * @param look between two looks at heartbeat and deadlines
 * @param idleMax how long a guard with nothing to guard stays
 */
record Patience(Duration silenceMax, Duration look, Duration idleMax) {
    /** An owner's lease of 30 s, a look every half second, 5 s of idleness. */
    static final Patience STANDARD =
            new Patience(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(5));

    private static final Duration LOOK_MIN = Duration.ofMillis(100);

    /** All of it shortened, for drills; it looks no oftener than ten times a second, as looking costs and shortens nothing. */
    Patience scaled(double factor) {
        return new Patience(
                scaled(silenceMax, factor), longer(scaled(look, factor), LOOK_MIN), scaled(idleMax, factor));
    }

    /** The same, but for how long it stays with nothing to guard. */
    Patience staying(Duration idle) {
        return new Patience(silenceMax, look, idle);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos(Math.max(1_000_000, (long) (duration.toNanos() * factor)));
    }
}
