package io.headroom.telemetry.figures;

import org.HdrHistogram.Histogram;

/** How long something took, many times: mean and maximum exact, percentiles within 1 %. Not thread-safe. */
final class Times {
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private final Histogram micros = new Histogram(2);
    private long sumNanos;
    private long maxNanos;
    private long count;

    void add(long nanos) {
        count++;
        sumNanos += nanos;
        maxNanos = Math.max(maxNanos, nanos);
        micros.recordValue(Math.min(nanos / 1_000, HIGHEST_MICROS));
    }

    long count() {
        return count;
    }

    TimeFigures figures() {
        if (count == 0) {
            return TimeFigures.NONE;
        }
        double maxMillis = maxNanos / 1e6;
        return new TimeFigures(
                count, sumNanos / 1e6 / count, percentile(50, maxMillis), percentile(95, maxMillis), maxMillis);
    }

    private double percentile(double percent, double maxMillis) {
        return Math.min(micros.getValueAtPercentile(percent) / 1e3, maxMillis);
    }
}
