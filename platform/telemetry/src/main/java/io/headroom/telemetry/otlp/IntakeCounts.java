package io.headroom.telemetry.otlp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What came in, and what of it did not get further: nothing is dropped without being counted here. Any thread may count and read. */
public final class IntakeCounts {

    /** What is counted. */
    public enum Count {
        REQUESTS,
        BYTES,
        SPANS_ACCEPTED,
        POINTS_ACCEPTED,
        /** Refused requests, by why. */
        REFUSED_UNSUPPORTED_TYPE,
        REFUSED_UNSUPPORTED_ENCODING,
        REFUSED_TOO_LARGE,
        REFUSED_MALFORMED,
        REFUSED_TOO_MANY_AT_ONCE,
        /** Items that were left out of accepted requests, by why. */
        REJECTED_WITHOUT_IDENTITY,
        REJECTED_WITHOUT_TIME,
        REJECTED_ABOVE_LIMIT,
        REJECTED_UNSUPPORTED_POINT,
        /** Parts that were left out of accepted items. */
        ATTRIBUTES_LEFT_OUT,
        TEXTS_SHORTENED
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    public IntakeCounts() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void add(Count count, long much) {
        if (much != 0) {
            counter(count).add(much);
        }
    }

    void refused(Refusal.Cause cause) {
        add(Count.valueOf("REFUSED_" + cause.name()), 1);
    }

    public long of(Count count) {
        return counter(count).sum();
    }

    /** All that are not 0. */
    public Map<Count, Long> all() {
        Map<Count, Long> all = new TreeMap<>();
        counts.forEach((count, adder) -> {
            if (adder.sum() != 0) {
                all.put(count, adder.sum());
            }
        });
        return all;
    }

    private LongAdder counter(Count count) {
        return Objects.requireNonNull(counts.get(count));
    }
}
