package io.headroom.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** The measured part of a step, after its warm-up. */
final class Sample {

    private final List<Window> windows;
    private final int warmUpWindows;
    private final boolean steady;
    private final Latencies latencies;

    private Sample(List<Window> windows, Latencies latencies, int cut, boolean steady) {
        this.windows = windows.subList(cut, windows.size());
        this.warmUpWindows = cut;
        this.steady = steady;
        this.latencies = latencies.from(cut);
    }

    /** All windows of a step that was cut already. */
    static Sample whole(List<Window> windows) {
        return new Sample(windows, Latencies.of(windows), 0, true);
    }

    /** Cuts a fixed time, at most half of the step. */
    static Sample cutFixed(List<Window> windows, double seconds) {
        int cut = Math.min(inWindows(windows, seconds), windows.size() / 2);
        return new Sample(windows, Latencies.of(windows), cut, true);
    }

    /** Cuts what MSER-5 says of the response times, at least a fixed time, at most a share of the step. */
    static Sample cutTransient(List<Window> windows, double seconds, double shareMost) {
        Latencies latencies = Latencies.of(windows);
        int perSecond = Math.max(1, inWindows(windows, 1));
        double[] means = new double[windows.size() / perSecond];
        Arrays.setAll(means, s -> latencies.meanMillis(s * perSecond, (s + 1) * perSecond));
        int transientSeconds = WarmUp.mser(means);
        int wanted = Math.max(transientSeconds * perSecond, inWindows(windows, seconds));
        int cut = Math.min(wanted, (int) (windows.size() * shareMost));
        return new Sample(windows, latencies, cut, WarmUp.isSteady(transientSeconds, means.length));
    }

    private static int inWindows(List<Window> windows, double seconds) {
        return windows.isEmpty()
                ? 0
                : (int) Math.round(seconds / windows.getFirst().seconds());
    }

    List<Window> windows() {
        return windows;
    }

    int warmUpWindows() {
        return warmUpWindows;
    }

    /** Whether the response times had settled by the middle of the step. */
    boolean steady() {
        return steady;
    }

    Latencies latencies() {
        return latencies;
    }

    double windowSeconds() {
        return windows.getFirst().seconds();
    }

    double seconds() {
        return windows.stream().mapToDouble(Window::seconds).sum();
    }

    long offered() {
        return sum(Window::offered);
    }

    long sent() {
        return sum(Window::sent);
    }

    long completed() {
        return sum(Window::completed);
    }

    long errors() {
        return sum(Window::errors);
    }

    long dropped() {
        return sum(Window::dropped);
    }

    /** Successful requests/s. */
    double throughput() {
        return windows.isEmpty() ? 0 : completed() / seconds();
    }

    /** Offered requests/s. */
    double offeredRate() {
        return windows.isEmpty() ? 0 : offered() / seconds();
    }

    double inFlightMean() {
        return windows.stream().mapToLong(Window::inFlight).average().orElse(0);
    }

    double[] inFlight() {
        return windows.stream().mapToDouble(Window::inFlight).toArray();
    }

    /** Failed and dropped ÷ offered. */
    Proportion failed() {
        long failed = errors() + dropped();
        return Proportion.of(failed, Math.max(offered(), failed));
    }

    /** Mean response time of the successful requests. */
    double responseMillisMean() {
        return latencies.meanMillis(0, latencies.windows());
    }

    private long sum(ToLongFunction<Window> count) {
        return windows.stream().mapToLong(count).sum();
    }
}
