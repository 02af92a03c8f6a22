package io.headroom.platform.campaign;

import io.headroom.capacity.StepRecorder;
import io.headroom.exploration.Preset;
import io.headroom.exploration.resilience.Responsiveness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An overload that doubles step by step, after a time at half of what the service carries.
 *
 * @param first the overload that it begins with, and what is ordinary before it
 * @param rates in requests/s, rising, at least one
 */
record RisingOverload(Overload first, List<Double> rates) {

    /** Longer than a request may take, so that those that run out of time are seen to. */
    static final Duration LEVEL = Duration.ofSeconds(15);

    private static final double FACTOR = 2;

    /** What the begin of a level shows is still the one before. */
    private static final double SETTLING_SECONDS = 1;

    private static final double LOOK_SECONDS = 4;

    RisingOverload {
        rates = List.copyOf(rates);
    }

    /** What one rate did. */
    record Level(double rate, Responsiveness responsiveness) {}

    /** @param ceiling requests/s that only the first level may exceed */
    static RisingOverload of(Overload first, double ceiling) {
        List<Double> rates = new ArrayList<>(List.of(first.rate()));
        while (rates.getLast() * FACTOR <= ceiling) {
            rates.add(rates.getLast() * FACTOR);
        }
        return new RisingOverload(first, rates);
    }

    LoadProfile profile() {
        LoadProfile profile = LoadProfile.constant(first.backTo(), first.before());
        for (double rate : rates) {
            profile = profile.then(rate, LEVEL);
        }
        return profile;
    }

    /** How long it can last, with the return. */
    Duration longest() {
        return profile().length().plus(first.limit());
    }

    /** The levels of which enough was seen, up to a moment. */
    List<Level> reached(Preset preset, StepRecorder recorder, double seconds) {
        List<Level> levels = new ArrayList<>();
        double windowSeconds = preset.window().toMillis() / 1000.0;
        double begin = first.before().toSeconds();
        for (double rate : rates) {
            double from = begin + SETTLING_SECONDS;
            double length = Math.min(begin + LEVEL.toSeconds(), seconds) - from;
            if (length < LOOK_SECONDS) {
                return levels;
            }
            levels.add(new Level(rate, seen(recorder.summary((int) Math.round(from / windowSeconds), length))));
            begin += LEVEL.toSeconds();
        }
        return levels;
    }

    private static Responsiveness seen(StepRecorder.Summary summary) {
        return new Responsiveness(
                summary.offered(),
                summary.completed() + summary.inFlight(),
                summary.sent(),
                summary.errors().getOrDefault("timeout", 0L));
    }
}
