package io.headroom.agent.objective;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an objective is about. {@code of} is the name of a request or a journey; absent, all requests are meant. */
public sealed interface Metric {

    @Nullable
    String of();

    /**
     * A latency in milliseconds.
     *
     * @param percent 0 to 100; 100 is the maximum
     */
    record Percentile(Time time, double percent, @Nullable String of) implements Metric {}

    /** The mean latency in milliseconds. */
    record Mean(Time time, @Nullable String of) implements Metric {}

    /** Failed, dropped and unfinished requests ÷ those offered, 0 to 1. */
    record ErrorShare(@Nullable String of) implements Metric {}

    /** Requests/s (or journeys/s) that were answered as expected. */
    record Rate(@Nullable String of) implements Metric {}

    /** From when to when a latency is measured. */
    enum Time {
        RESPONSE,
        SERVICE,
        LAG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As users write it: {@code p95(GET /profiles/{id})}, {@code service.p99}. */
    default String text() {
        String what = switch (this) {
            case Percentile latency -> prefix(latency.time()) + percentile(latency.percent());
            case Mean mean -> prefix(mean.time()) + "mean";
            case ErrorShare _ -> "errors";
            case Rate _ -> "rate";
        };
        return of() == null ? what : what + "(" + of() + ")";
    }

    private static String prefix(Time time) {
        return time == Time.RESPONSE ? "" : time + ".";
    }

    private static String percentile(double percent) {
        if (percent == 100) {
            return "max";
        }
        return percent == Math.rint(percent) ? "p" + (int) percent : "p" + percent;
    }
}
