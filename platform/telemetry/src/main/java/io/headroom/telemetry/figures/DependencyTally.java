package io.headroom.telemetry.figures;

import io.headroom.telemetry.trace.Dependency;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up the calls of one row. Calls of a trace come in the order of their ends, then the trace is closed. Not thread-safe. */
final class DependencyTally {

    /** What is added up together. */
    record Row(String service, String instance, Dependency dependency) {}

    private static final int CALLS_MAX = 100_000;

    private final Row row;
    private final Times times = new Times();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Histogram callsPerRequest = new Histogram(3);
    private long requests;
    private long observed;
    private long exclusiveNanos;
    private long busyNanos;
    private long coveredNanos;

    private int callsOpen;
    private long[] starts = new long[4];
    private long[] ends = new long[4];

    DependencyTally(Row row) {
        this.row = row;
    }

    /** @return whether it is the first of its trace */
    boolean call(long startNanos, long endNanos, @Nullable String failure, long waitedNanos, boolean answeredWithSpan) {
        times.add(endNanos - startNanos);
        exclusiveNanos += waitedNanos;
        if (failure != null) {
            errors.merge(failure, 1L, Long::sum);
        }
        if (answeredWithSpan) {
            observed++;
        }
        if (callsOpen == starts.length) {
            starts = Arrays.copyOf(starts, 2 * callsOpen);
            ends = Arrays.copyOf(ends, 2 * callsOpen);
        }
        starts[callsOpen] = startNanos;
        ends[callsOpen] = endNanos;
        return callsOpen++ == 0;
    }

    /** More time that was waited for, within a call that is counted already. */
    void waited(long nanos) {
        exclusiveNanos += nanos;
    }

    void closeTrace() {
        requests++;
        callsPerRequest.recordValue(Math.min(callsOpen, CALLS_MAX));
        // from the last end backwards: what begins before what is covered covers more
        long coveredFrom = Long.MAX_VALUE;
        for (int i = callsOpen - 1; i >= 0; i--) {
            busyNanos += ends[i] - starts[i];
            long until = Math.min(ends[i], coveredFrom);
            if (starts[i] < until) {
                coveredNanos += until - starts[i];
                coveredFrom = starts[i];
            }
        }
        callsOpen = 0;
    }

    boolean isObserved() {
        return observed > 0;
    }

    Dependency dependency() {
        return row.dependency();
    }

    DependencyFigures figures() {
        return new DependencyFigures(
                row.service(),
                row.instance(),
                row.dependency(),
                requests,
                (int) callsPerRequest.getValueAtPercentile(50),
                (int) callsPerRequest.getValueAtPercentile(95),
                (int) callsPerRequest.getMaxValue(),
                times.figures(),
                Collections.unmodifiableMap(new TreeMap<>(errors)),
                exclusiveNanos / 1e6,
                coveredNanos == 0 ? 1 : (double) busyNanos / coveredNanos,
                (double) observed / times.count());
    }
}
