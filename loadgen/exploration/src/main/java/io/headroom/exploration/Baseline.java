package io.headroom.exploration;

import java.util.List;

/**
 * What the service is like at almost no load: what "twice as slow" refers to.
 *
 * @param rate requests/s
 * @param windows measured there, without the warm-up
 */
public record Baseline(double rate, List<Window> windows) {

    /** Copies the list; rejects an empty one. */
    public Baseline {
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("A baseline needs at least one window.");
        }
    }

    /** 95th percentile of response time in milliseconds. */
    public double p95Millis() {
        return Latencies.of(windows).percentileMillis(0.95);
    }

    /** Failed and dropped ÷ offered requests, 0 to 1. */
    public double errorShare() {
        return Sample.whole(windows).failed().share();
    }
}
