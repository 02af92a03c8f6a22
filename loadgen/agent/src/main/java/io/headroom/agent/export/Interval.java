package io.headroom.agent.export;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one request name within a stretch of time.
 *
 * @param second when it begins, from the beginning of the load
 * @param seconds how long it is
 * @param kind {@code response}, {@code service} or {@code lag}
 * @param micros may be changed by whoever gets it
 */
public record Interval(double second, double seconds, String request, String kind, Histogram micros) {}
