package io.headroom.agent.ladder;

import io.headroom.agent.terminal.Figures;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import org.jspecify.annotations.Nullable;

/** A capacity in a few words, known or still sought. */
public final class CapacityText {

    private CapacityText() {}

    /** {@code 99.6 requests/s  (95 – 102 at 90 % confidence)}, or {@code ≥ 5000 requests/s}. */
    public static String interval(Interval interval) {
        Double upper = interval.upper();
        if (upper == null) { // no interval, so no confidence in one
            return "≥ %s %s".formatted(Figures.number(interval.lower()), interval.unit());
        }
        return "%s %s  (%s – %s at %s %% confidence)"
                .formatted(
                        Figures.number(interval.estimate()),
                        interval.unit(),
                        Figures.number(interval.lower()),
                        Figures.number(upper),
                        Figures.number(interval.confidence() * 100));
    }

    /** {@code  · knee 80–160/s}, {@code  · knee from 80/s}, or nothing while nothing is known. */
    public static String bracket(String name, @Nullable Bracket bracket) {
        if (bracket == null) {
            return "";
        }
        return bracket.upper() == null
                ? " · %s from %s".formatted(name, Figures.rate(bracket.lower()))
                : " · %s %s–%s".formatted(name, Figures.number(bracket.lower()), Figures.rate(bracket.upper()));
    }
}
