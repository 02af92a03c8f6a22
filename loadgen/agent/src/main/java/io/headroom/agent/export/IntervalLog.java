package io.headroom.agent.export;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * HdrHistogram's interval log, version 1.3, for its own tools: one line for each stretch of time, request and kind of latency, in microseconds. The line's tag
 * is kind and request, {@code response:GET%20/profiles/{id}}; what a tag may not hold is percent-encoded.
 */
final class IntervalLog {

    private static final double UNIT = 1.0;

    private IntervalLog() {}

    static byte[] of(Instant started, Stream<Interval> intervals) {
        var bytes = new ByteArrayOutputStream();
        try (var text = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(text);
            log.outputComment("[Headroom: latencies in microseconds; tags are kind:request]");
            log.outputLogFormatVersion();
            log.outputStartTime(started.toEpochMilli());
            log.setBaseTime(started.toEpochMilli());
            log.outputBaseTime(started.toEpochMilli());
            log.outputLegend();
            intervals
                    .filter(interval -> interval.micros().getTotalCount() > 0)
                    .forEach(interval -> write(log, interval));
        }
        return bytes.toByteArray();
    }

    private static void write(HistogramLogWriter log, Interval interval) {
        Histogram micros = interval.micros();
        micros.setTag(interval.kind() + ":" + tag(interval.request()));
        log.outputIntervalHistogram(interval.second(), interval.second() + interval.seconds(), micros, UNIT);
    }

    /** Without what separates fields and lines in the log. */
    private static String tag(String name) {
        var tag = new StringBuilder();
        name.chars().forEach(c -> {
            if (c == '%'
                    || c == ','
                    || c == '#'
                    || c == '"'
                    || Character.isWhitespace(c)
                    || Character.isISOControl(c)) {
                tag.append("%%%02X".formatted(c));
            } else {
                tag.append((char) c);
            }
        });
        return tag.toString();
    }
}
