package io.headroom.engine;

import io.headroom.engine.schedule.RateProfile;
import io.headroom.engine.schedule.UserProfile;
import java.time.Duration;

/** What a drive drives, over the whole fleet, of which an agent takes its share. */
public sealed interface Load {

    /** How long journeys begin. */
    Duration duration();

    /**
     * Journeys arrive by a schedule, whatever becomes of those before.
     *
     * @param requestsPerSecond converted to journeys by the mix's mean requests per journey
     */
    record Open(RateProfile requestsPerSecond) implements Load {
        public Open {
            if (!(requestsPerSecond.most() > 0)) {
                throw new IllegalArgumentException("a rate is above 0 and at most 10,000,000 requests per second, not "
                        + requestsPerSecond.most());
            }
        }

        @Override
        public Duration duration() {
            return requestsPerSecond.duration();
        }
    }

    /**
     * A number of users, each of whom begins its next journey when it has ended the one before.
     *
     * @param users they join one after the other; a number that jumps is reached within a second. One that is too many leaves when its next journey would
     *     begin
     * @param pause of a user between two journeys
     */
    record Closed(UserProfile users, Duration pause) implements Load {
        public Closed {
            if (!(users.most() > 0)) {
                throw new IllegalArgumentException("a load has at least one user");
            }
            if (pause.isNegative()) {
                throw new IllegalArgumentException("a pause is at least 0, not " + pause);
            }
        }

        @Override
        public Duration duration() {
            return users.duration();
        }
    }
}
