package io.headroom.engine.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rate over time, in units per second, piecewise linear: stages, ramps, steps, spikes and recorded rates are all made of it.
 *
 * @param segments one after the other, at least one; a rate may jump from one to the next
 */
public record RateProfile(List<Segment> segments) {
    public RateProfile {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a profile needs at least one stretch");
        }
    }

    public static RateProfile constant(double perSecond, Duration duration) {
        return ramp(perSecond, perSecond, duration);
    }

    public static RateProfile ramp(double from, double to, Duration duration) {
        return new RateProfile(List.of(new Segment(from, to, duration)));
    }

    /** This one, and after it the other. */
    public RateProfile then(RateProfile next) {
        return new RateProfile(
                Stream.concat(segments.stream(), next.segments.stream()).toList());
    }

    /** The same shape with every rate multiplied. */
    public RateProfile times(double factor) {
        return new RateProfile(segments.stream()
                .map(segment -> new Segment(segment.from() * factor, segment.to() * factor, segment.duration()))
                .toList());
    }

    public Duration duration() {
        return Segment.duration(segments);
    }

    /** Mean rate over the whole duration. */
    public double mean() {
        return Segment.mean(segments);
    }

    /** The rate with which it begins. */
    public double first() {
        return segments.getFirst().from();
    }

    /** Highest rate. */
    public double most() {
        return Segment.most(segments);
    }
}
