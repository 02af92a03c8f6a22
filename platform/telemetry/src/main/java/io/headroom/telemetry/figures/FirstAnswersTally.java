package io.headroom.telemetry.figures;

import io.headroom.telemetry.trace.Source;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Takes down how long an instance's first requests took, in whatever order they come. Not thread-safe. */
final class FirstAnswersTally {

    private static final double TENTHS = 10;

    private final Source source;
    private long[] starts = new long[16];
    private long[] nanos = new long[16];
    private int count;

    FirstAnswersTally(Source source) {
        this.source = source;
    }

    void add(long startNanos, long durationNanos) {
        if (count == FirstAnswers.REQUESTS_MAX) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        starts[count] = startNanos;
        nanos[count++] = durationNanos;
    }

    FirstAnswers figures() {
        return new FirstAnswers(
                source.service(),
                source.instance(),
                IntStream.range(0, count)
                        .boxed()
                        .sorted((one, other) -> Long.compare(starts[one], starts[other]))
                        .map(i -> Math.round(nanos[i] / 1e6 * TENTHS) / TENTHS)
                        .toList());
    }
}
