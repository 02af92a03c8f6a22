package io.headroom.capacity;

import io.headroom.protocol.capacity.LoadStep;
import org.HdrHistogram.Histogram;

/** Turns histograms in microseconds into the figures that people read, in milliseconds. */
public final class Figures {

    /** A percentile is reported if the sample can carry it: 59, 299 and 2,995 requests for p95, p99 and p99.9 at 95 % confidence. */
    private static final int CARRIES_P95 = 59;

    private static final int CARRIES_P99 = 299;
    private static final double MICROS_PER_MILLI = 1000.0;

    private Figures() {}

    public static LoadStep.Latency latency(Histogram micros) {
        long count = micros.getTotalCount();
        return new LoadStep.Latency(
                count == 0 ? null : millis(micros, 50),
                count < CARRIES_P95 ? null : millis(micros, 95),
                count < CARRIES_P99 ? null : millis(micros, 99),
                count == 0 ? null : rounded(micros.getMaxValue() / MICROS_PER_MILLI),
                count == 0 ? 0 : rounded(micros.getMean() / MICROS_PER_MILLI));
    }

    /** A percentile in milliseconds, 0 for an empty histogram: for a live display, where a rough figure beats none. */
    public static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : rounded(micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI);
    }

    /** Three decimals: microseconds, which is what was recorded. */
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
