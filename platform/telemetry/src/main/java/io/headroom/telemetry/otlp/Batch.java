package io.headroom.telemetry.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The good part of a request, how much of it was not good, and why in the first case. */
final class Batch<T> {
    private final List<T> accepted = new ArrayList<>();
    private final IntakeCounts counts;
    private final int itemsMax;
    private long rejected;
    private @Nullable String firstReason;

    Batch(IntakeCounts counts, int itemsMax) {
        this.counts = counts;
        this.itemsMax = itemsMax;
    }

    void accept(T item) {
        accepted.add(item);
    }

    void reject(IntakeCounts.Count why, Supplier<String> reason) {
        counts.add(why, 1);
        rejected++;
        if (firstReason == null) {
            firstReason = reason.get();
        }
    }

    /** Whether there is room for another, good or not; it is rejected if not. */
    boolean hasRoom() {
        if (accepted.size() + rejected < itemsMax) {
            return true;
        }
        reject(
                IntakeCounts.Count.REJECTED_ABOVE_LIMIT,
                () -> "a request may carry %,d of them: send smaller batches".formatted(itemsMax));
        return false;
    }

    List<T> accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    /** Empty if nothing was rejected. */
    String reason() {
        return firstReason == null ? "" : "%,d left out; the first: %s".formatted(rejected, firstReason);
    }
}
