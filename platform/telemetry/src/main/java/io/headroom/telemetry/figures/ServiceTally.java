package io.headroom.telemetry.figures;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up what was asked of one instance. Not thread-safe. */
final class ServiceTally {

    /** What is added up together. */
    record Row(String service, String instance, String zone, String operation) {}

    private static final long BYTES_MAX = 1L << 40;

    private final Row row;
    private final Times times = new Times();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Histogram size = new Histogram(2);
    private long workedNanos;

    ServiceTally(Row row) {
        this.row = row;
    }

    /** @param bytes of the answer; negative if unknown */
    void request(long nanos, @Nullable String failure, long bytes) {
        times.add(nanos);
        if (bytes >= 0) {
            size.recordValue(Math.min(bytes, BYTES_MAX));
        }
        if (failure != null) {
            errors.merge(failure, 1L, Long::sum);
        }
    }

    void worked(long nanos) {
        workedNanos += nanos;
    }

    ServiceFigures figures() {
        return new ServiceFigures(
                row.service(),
                row.instance(),
                row.zone(),
                row.operation(),
                times.figures(),
                Collections.unmodifiableMap(new TreeMap<>(errors)),
                size.getValueAtPercentile(95),
                workedNanos / 1e6);
    }
}
