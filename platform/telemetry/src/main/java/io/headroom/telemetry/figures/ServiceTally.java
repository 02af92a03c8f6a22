package io.headroom.telemetry.figures;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what was asked of one instance. Not thread-safe. */
final class ServiceTally {

    /** What is added up together. */
    record Row(String service, String instance, String operation) {}

    private final Row row;
    private final Times times = new Times();
    private final Map<String, Long> errors = new TreeMap<>();
    private long workedNanos;

    ServiceTally(Row row) {
        this.row = row;
    }

    void request(long nanos, @Nullable String failure) {
        times.add(nanos);
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
                row.operation(),
                times.figures(),
                Collections.unmodifiableMap(new TreeMap<>(errors)),
                workedNanos / 1e6);
    }
}
