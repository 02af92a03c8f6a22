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

    private Sample(List<Window> windows, int warmUpWindows, boolean steady) {
        this.windows = windows;
        this.warmUpWindows = warmUpWindows;
        this.steady = steady;
        this.latencies = Latencies.of(windows);
    }

    /** All windows of a step that was cut already. */
    static Sample whole(List<Window> windows) {
        return new Sample(windows, 0, true);
    }

    /** Cuts a fixed time, at most half of the step. */
    static Sample cutFixed(List<Window> windows, double seconds) {
        return cut(windows, Math.min(inWindows(windows, seconds), windows.size() / 2), true);
    }

    /** Cuts what MSER-5 says of the response times, at least a fixed time, at most a share of the step. */
    static Sample cutTransient(List<Window> windows, double seconds, double shareMost) {
        int perSecond = Math.max(1, inWindows(windows, 1));
        double[] means = new double[windows.size() / perSecond];
        Arrays.setAll(means, s -> responseMean(windows.subList(s * perSecond, (s + 1) * perSecond)));
        int wanted = WarmUp.mser(means);
        int least = inWindows(windows, seconds);
        int most = (int) (windows.size() * shareMost);
        return cut(windows, Math.min(Math.max(wanted * perSecond, least), most), WarmUp.isSteady(wanted, means.length));
    }

    private static Sample cut(List<Window> windows, int cut, boolean steady) {
        return new Sample(windows.subList(cut, windows.size()), cut, steady);
    }

    private static int inWindows(List<Window> windows, double seconds) {
        return windows.isEmpty()
                ? 0
                : (int) Math.round(seconds / windows.getFirst().seconds());
    }

    private static double responseMean(List<Window> windows) {
        double micros = 0;
        long requests = 0;
        for (Window window : windows) {
            long here = window.response().getTotalCount();
            micros += here == 0 ? 0 : here * window.response().getMean();
            requests += here;
        }
        return requests == 0 ? 0 : micros / requests;
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

    /** Mean response time of the successful requests, in seconds. */
    double responseSecondsMean() {
        return responseMean(windows) / 1e6;
    }

    private long sum(ToLongFunction<Window> count) {
        return windows.stream().mapToLong(count).sum();
    }
}
