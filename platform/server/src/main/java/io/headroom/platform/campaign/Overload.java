package io.headroom.platform.campaign;

import io.headroom.exploration.Preset;
import java.time.Duration;

/**
 * More than a service carries, for a while, between two times at half of what it carries.
 *
 * @param rate under overload, in requests/s
 * @param backTo before and afterwards
 * @param before at that rate, so that one knows what is ordinary
 * @param overload how long it lasts
 * @param limit how long the service may take to recover
 */
record Overload(double rate, double backTo, Duration before, Duration overload, Duration limit) {

    private static final double OVERLOAD = 1.5;
    private static final double HALF = 0.5;

    /** Of what was ordinary before, the beginning does not count. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    /** @param maximum what the service carries, in requests/s */
    static Overload of(Preset preset, double maximum) {
        return switch (preset) {
            case QUICK ->
                new Overload(
                        OVERLOAD * maximum,
                        HALF * maximum,
                        SETTLING.plusSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30));
            case STANDARD, THOROUGH ->
                new Overload(
                        OVERLOAD * maximum,
                        HALF * maximum,
                        SETTLING.plusSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(180));
        };
    }

    /** The same before and afterwards, with another overload between. */
    Overload lasting(double other, Duration length) {
        return new Overload(other, backTo, before, length, limit);
    }

    /** How many times what the service carries the overload is. */
    double ofCapacity() {
        return rate * HALF / backTo;
    }

    LoadProfile profile() {
        return LoadProfile.constant(backTo, before).then(rate, overload).then(backTo, limit);
    }

    /** When the load returns, in seconds from its begin. */
    double returnSeconds() {
        return before.plus(overload).toMillis() / 1000.0;
    }
}
