package io.headroom.exploration.simulation;

import io.headroom.exploration.Window;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Counts requests into windows. */
final class Tally {
    private final double windowSeconds;
    private final long[] offered;
    private final long[] completed;
    private final long[] errors;
    private final long[] flow;
    private final Histogram[] response;

    Tally(int windows, double windowSeconds) {
        this.windowSeconds = windowSeconds;
        offered = new long[windows];
        completed = new long[windows];
        errors = new long[windows];
        flow = new long[windows];
        response = new Histogram[windows];
        for (int w = 0; w < windows; w++) {
            response[w] = new Histogram(2);
        }
    }

    void answered(double due, double end) {
        int w = window(due);
        offered[w]++;
        flow[w]++;
        response[w].recordValue(Math.max(1, Math.round((end - due) * 1e6)));
        if (window(end) < completed.length) {
            completed[window(end)]++;
            flow[window(end)]--;
        }
    }

    void refused(double due, int neverIssued) {
        offered[window(due)] += 1 + neverIssued;
        errors[window(due)] += 1 + neverIssued;
    }

    private int window(double at) {
        return (int) (at / windowSeconds);
    }

    List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        long inFlight = 0;
        for (int w = 0; w < offered.length; w++) {
            inFlight += flow[w];
            windows.add(new Window(
                    windowSeconds, offered[w], offered[w], completed[w], errors[w], 0, inFlight, response[w]));
        }
        return windows;
    }
}
