package io.headroom.engine.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A number of users over time, piecewise linear.
 *
 * @param segments one after the other, at least one, each at most 1,000,000 users; a number may jump from one to the next
 */
public record UserProfile(List<Segment> segments) {
    private static final double USERS_MAX = 1_000_000;

    public UserProfile {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a profile needs at least one stretch");
        }
        if (Segment.most(segments) > USERS_MAX) {
            throw new IllegalArgumentException(
                    "a load has at most 1,000,000 users, not " + Math.round(Segment.most(segments)));
        }
    }

    public static UserProfile constant(int users, Duration duration) {
        return ramp(users, users, duration);
    }

    public static UserProfile ramp(int from, int to, Duration duration) {
        return new UserProfile(List.of(new Segment(from, to, duration)));
    }

    /** This one, and after it the other. */
    public UserProfile then(UserProfile next) {
        return new UserProfile(
                Stream.concat(segments.stream(), next.segments.stream()).toList());
    }

    public Duration duration() {
        return Segment.duration(segments);
    }

    /** Mean number over the whole duration. */
    public double mean() {
        return Segment.mean(segments);
    }

    /** Highest number. */
    public double most() {
        return Segment.most(segments);
    }
}
