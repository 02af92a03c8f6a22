package io.headroom.platform.campaign;

import io.headroom.protocol.fleet.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rate in requests/s over time, piecewise linear.
 *
 * @param stretches one after the other, at least one
 */
record LoadProfile(List<Work.Stretch> stretches) {

    private static final double MILLIS_PER_SECOND = 1000.0;

    LoadProfile {
        stretches = List.copyOf(stretches);
    }

    static LoadProfile constant(double rate, Duration length) {
        return new LoadProfile(List.of(new Work.Stretch(rate, rate, length.toMillis())));
    }

    static LoadProfile ramp(double from, double to, Duration length) {
        return new LoadProfile(List.of(new Work.Stretch(from, to, length.toMillis())));
    }

    /** This one, and after it a constant rate. */
    LoadProfile then(double rate, Duration length) {
        List<Work.Stretch> longer = new ArrayList<>(stretches);
        longer.add(new Work.Stretch(rate, rate, length.toMillis()));
        return new LoadProfile(longer);
    }

    /** Its beginning. */
    LoadProfile first(Duration length) {
        List<Work.Stretch> beginning = new ArrayList<>();
        long left = length.toMillis();
        for (Work.Stretch stretch : stretches) {
            long millis = Math.min(left, stretch.millis());
            if (millis > 0) {
                double to = stretch.from() + (stretch.to() - stretch.from()) * millis / stretch.millis();
                beginning.add(new Work.Stretch(stretch.from(), to, millis));
            }
            left -= millis;
        }
        return new LoadProfile(beginning);
    }

    Duration length() {
        return Duration.ofMillis(
                stretches.stream().mapToLong(Work.Stretch::millis).sum());
    }

    /** The rate after so many seconds; the last one beyond the end. */
    double rateAt(double seconds) {
        double left = seconds * MILLIS_PER_SECOND;
        for (Work.Stretch stretch : stretches) {
            if (left < stretch.millis()) {
                return stretch.from() + (stretch.to() - stretch.from()) * left / stretch.millis();
            }
            left -= stretch.millis();
        }
        return stretches.getLast().to();
    }

    /** How many requests it asks for in its first so many seconds. */
    double requestsWithin(double seconds) {
        double requests = 0;
        double left = seconds * MILLIS_PER_SECOND;
        for (Work.Stretch stretch : stretches) {
            double millis = Math.clamp(left, 0, stretch.millis());
            double rateThen = stretch.from() + (stretch.to() - stretch.from()) * millis / stretch.millis();
            requests += (stretch.from() + rateThen) / 2 * millis / MILLIS_PER_SECOND;
            left -= millis;
        }
        return requests;
    }
}
