package io.headroom.engine.measurement;

import org.HdrHistogram.Histogram;

/**
 * Three histograms in microseconds with three significant digits, of requests that were answered as expected.
 *
 * @param response from the due time to the last byte
 * @param service from the first byte written to the last byte read
 * @param lag from the due time to the first byte written
 */
public record Latencies(Histogram response, Histogram service, Histogram lag) {}
