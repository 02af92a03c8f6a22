package io.headroom.agent.terminal;

import java.util.Locale;

/** Figures as people read them, the same everywhere. */
public final class Figures {

    private static final double WHOLE_FROM = 100;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double MICROS_PER_MILLI = 1_000;
    /** Milliseconds below which one decimal would show nothing. */
    private static final double TENTH_SHOWN_FROM = 0.05;

    private Figures() {}

    /** Requests/s: {@code 160/s}, {@code 12.5/s}. */
    public static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    /** A latency: {@code 10 µs}, {@code 4.2 ms}, {@code 24 ms}, {@code 1.30 s}. */
    public static String latency(double millis) {
        if (millis >= MILLIS_PER_SECOND) {
            return format("%.2f s", millis / MILLIS_PER_SECOND);
        }
        if (millis > 0 && millis < TENTH_SHOWN_FROM) {
            return format("%.0f µs", Math.max(1, millis * MICROS_PER_MILLI));
        }
        return millis < 10 ? format("%.1f ms", millis) : format("%.0f ms", millis);
    }

    /** A share between 0 and 1: {@code 1.3 %}. */
    public static String share(double share) {
        return format("%.1f %%", share * 100);
    }

    /** A time: {@code 41 s}, {@code 1:20}, {@code 2:03:20}. */
    public static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return format("%d:%02d", whole / 60, whole % 60);
        }
        return format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** At most one decimal, and none where it says nothing. */
    public static String number(double value) {
        boolean whole = Math.abs(value) >= WHOLE_FROM || Math.abs(value - Math.rint(value)) < 0.05;
        return whole ? format("%.0f", value) : format("%.1f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
