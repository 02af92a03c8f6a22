package io.headroom.telemetry.otlp;

import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Source;

/**
 * One measured value of a process.
 *
 * @param kind what the value means
 * @param timeNanos since 1970 by its clock
 * @param value of a level or a counter; the sum of a histogram
 * @param count how many values a histogram's sum has; 1 for others
 * @param cumulative whether the value counts from {@code startNanos} on rather than since the previous point
 */
public record MetricPoint(
        Source source,
        Kind kind,
        String name,
        String unit,
        Attributes attributes,
        long startNanos,
        long timeNanos,
        double value,
        long count,
        boolean cumulative) {

    /** What values of a metric mean. */
    public enum Kind {
        /** It goes up and down: gauges, and sums that do. */
        LEVEL,
        /** It only grows. */
        COUNTER,
        /** Something is measured each time it happens. */
        HISTOGRAM
    }
}
