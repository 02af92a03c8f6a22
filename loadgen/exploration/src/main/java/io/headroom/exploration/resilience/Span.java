package io.headroom.exploration.resilience;

import io.headroom.exploration.Window;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What several neighbouring windows show together.
 *
 * @param seconds its length
 * @param offered requests due
 * @param failed failed and dropped requests
 * @param inFlight mean over the windows' ends
 * @param response of successful requests, in microseconds
 */
record Span(double seconds, long offered, long failed, double inFlight, Histogram response) {

    private static final int PRECISION = 3;

    static Span of(List<Window> windows) {
        Histogram response = new Histogram(PRECISION);
        double seconds = 0;
        long offered = 0;
        long failed = 0;
        double inFlight = 0;
        for (Window window : windows) {
            seconds += window.seconds();
            offered += window.offered();
            failed += window.errors() + window.dropped();
            inFlight += (double) window.inFlight() / windows.size();
            response.add(window.response());
        }
        return new Span(seconds, offered, failed, inFlight, response);
    }

    /** Spans of so many windows; the next one begins {@code stride} windows later. */
    static List<Span> along(List<Window> windows, int length, int stride) {
        List<Span> spans = new ArrayList<>();
        for (int first = 0; first + length <= windows.size(); first += stride) {
            spans.add(of(windows.subList(first, first + length)));
        }
        return spans;
    }

    /** How many windows last about that long, at least one. */
    static int windowsIn(double seconds, List<Window> windows) {
        return (int) Math.max(1, Math.round(seconds / windows.getFirst().seconds()));
    }

    /** Requests/s that were due. */
    double rate() {
        return offered / seconds;
    }

    /** Failed ÷ offered, 0 to 1. */
    double errorShare() {
        return offered == 0 ? 0 : Math.min(1, (double) failed / offered);
    }

    /** 95th percentile in milliseconds; infinite if requests were due and none succeeded. */
    double p95Millis() {
        if (response.getTotalCount() > 0) {
            return response.getValueAtPercentile(95) / 1_000.0;
        }
        return offered == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    /** Successful requests slower than that, and failed ones. */
    long worseThan(double millis) {
        long limit = Math.round(1_000 * millis);
        long slowest = response.getMaxValue();
        return failed + (slowest <= limit ? 0 : response.getCountBetweenValues(limit + 1, slowest));
    }
}
