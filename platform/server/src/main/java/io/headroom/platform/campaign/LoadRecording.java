package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.capacity.StepRecorder;
import io.headroom.exploration.Window;
import io.headroom.protocol.run.RunLoadPoint;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A load whose rate changes with time, and what came back, window by window. */
record LoadRecording(LoadProfile profile, List<Window> windows) {

    LoadRecording {
        windows = List.copyOf(windows);
    }

    /** Without what came after the profile's end, such as a drain. */
    static LoadRecording of(LoadProfile profile, StepRecorder recorder) {
        List<Window> all = recorder.windows();
        if (all.isEmpty()) {
            return new LoadRecording(profile, all);
        }
        double lengthSeconds = profile.length().toMillis() / 1000.0;
        int within = (int) Math.round(lengthSeconds / all.getFirst().seconds());
        return new LoadRecording(profile, all.subList(0, Math.min(all.size(), within)));
    }

    /** The windows that begin from one second on and before another. */
    List<Window> between(double fromSeconds, double toSeconds) {
        return windows.subList(index(fromSeconds), Math.max(index(fromSeconds), index(toSeconds)));
    }

    /** Only what was due before a moment. */
    LoadRecording until(double seconds) {
        return new LoadRecording(profile, between(0, seconds));
    }

    double seconds() {
        return windows.size() * windowSeconds();
    }

    /**
     * Requests that are owed at a moment: in flight, and those still to come of journeys that have begun. The profile asks for a rate of requests by
     * beginning journeys, so what it has asked for and was not due yet is still to come.
     */
    double backlogAt(double seconds) {
        List<Window> before = between(0, seconds);
        if (before.isEmpty()) {
            return 0;
        }
        long due = before.stream().mapToLong(Window::offered).sum();
        return before.getLast().inFlight() + Math.max(0, profile.requestsWithin(seconds) - due);
    }

    /** One point a second. */
    List<RunLoadPoint> series() {
        List<RunLoadPoint> points = new ArrayList<>();
        for (int second = 0; second + 1 <= seconds(); second++) {
            points.add(point(second, between(second, second + 1)));
        }
        return points;
    }

    private RunLoadPoint point(int second, List<Window> windows) {
        Histogram response = new Histogram(3);
        long offered = 0;
        long completed = 0;
        long failed = 0;
        for (Window window : windows) {
            response.add(window.response());
            offered += window.offered();
            completed += window.completed();
            failed += window.errors() + window.dropped();
        }
        return new RunLoadPoint(
                second,
                Figures.rounded(profile.rateAt(second + 0.5)),
                completed,
                Figures.latency(response).p95(),
                offered == 0 ? 0 : Figures.rounded(Math.min(1, (double) failed / offered)),
                windows.getLast().inFlight());
    }

    private int index(double seconds) {
        return Math.min(windows.size(), (int) Math.round(seconds / windowSeconds()));
    }

    private double windowSeconds() {
        return windows.isEmpty() ? 1 : windows.getFirst().seconds();
    }
}
