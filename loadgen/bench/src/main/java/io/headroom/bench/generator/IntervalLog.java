package io.headroom.bench.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** An interval log of HdrHistogram as {@code run --hdr} writes it: a line for each second, request and kind of latency, in microseconds. */
final class IntervalLog {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double P99 = 99;

    private IntervalLog() {}

    /**
     * The 99th percentile of each second, in milliseconds.
     *
     * @param kind {@code response}, {@code service} or {@code lag}
     */
    static List<Double> p99Millis(Path file, String kind, String request) throws IOException {
        String tag = kind + ":" + request.replace(" ", "%20");
        List<Double> percentiles = new ArrayList<>();
        try (var log = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next = log.nextIntervalHistogram();
                    next != null;
                    next = log.nextIntervalHistogram()) {
                if (next instanceof Histogram micros && tag.equals(micros.getTag())) {
                    percentiles.add(micros.getValueAtPercentile(P99) / MICROS_PER_MILLI);
                }
            }
        }
        return percentiles;
    }
}
