package io.headroom.telemetry.figures;

/** Times in milliseconds; mean and maximum are exact, percentiles within 1 %. All 0 if {@code count} is. */
public record TimeFigures(long count, double mean, double p50, double p95, double max) {
    public static final TimeFigures NONE = new TimeFigures(0, 0, 0, 0, 0);
}
