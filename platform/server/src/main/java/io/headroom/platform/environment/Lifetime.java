package io.headroom.platform.environment;

import java.time.Duration;

/**
 * How long an environment may stand.
 *
 * @param whole after which it destroys itself
 * @param needed what it is made for takes this long at most
 */
public record Lifetime(Duration whole, Duration needed) {

    private static final Duration MOST = Duration.ofDays(7);

    /** @throws EnvironmentFailure if it would end before what it is made for, or stand for more than a week */
    void check() throws EnvironmentFailure {
        if (whole.compareTo(needed) <= 0) {
            throw EnvironmentFailure.ofUser("the environment would destroy itself after " + words(whole)
                    + ", and what it is made for may take " + words(needed) + ": let it live longer, or do less");
        }
        if (whole.compareTo(MOST) > 0) {
            throw EnvironmentFailure.ofUser("the environment would stand for " + words(whole) + ", and " + words(MOST)
                    + " is the most: give it less, and make it anew later");
        }
    }

    private static String words(Duration duration) {
        return duration.toHours() > 1 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }
}
