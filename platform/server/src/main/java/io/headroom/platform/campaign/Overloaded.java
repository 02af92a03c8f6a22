package io.headroom.platform.campaign;

import io.headroom.exploration.Window;
import io.headroom.exploration.resilience.Recovery;
import io.headroom.exploration.resilience.Recovery.Recovered;
import java.util.List;

/**
 * An overload, and what came back before, under and after it.
 *
 * @param raised the levels by which its rate was found; empty if none was looked for
 */
record Overloaded(Overload overload, LoadRecording recording, List<RisingOverload.Level> raised) {

    /** Whatever the last seconds' requests are still waiting for is in flight: only what lies further back is known for good. */
    private static final double UNSETTLED_SECONDS = 2;

    Overloaded {
        raised = List.copyOf(raised);
    }

    Overloaded(Overload overload, LoadRecording recording) {
        this(overload, recording, List.of());
    }

    /** Whether it has recovered already, while its load still goes on. */
    boolean isOver() {
        double seconds = recording.seconds() - UNSETTLED_SECONDS;
        return seconds >= overload.returnSeconds() + Recovery.SPAN_SECONDS
                && new Overloaded(overload, recording.until(seconds)).recovery() instanceof Recovered;
    }

    Recovery recovery() {
        double settled = Overload.SETTLING.toSeconds();
        double before = overload.before().toSeconds();
        return Recovery.of(
                recording.between(settled, before),
                recording.between(overload.returnSeconds(), recording.seconds()),
                overload.limit());
    }

    /** Requests that were owed when the load returned. */
    double backlog() {
        return recording.backlogAt(overload.returnSeconds());
    }

    /** Failed and dropped ÷ offered requests under overload, 0 to 1. */
    double errorShare() {
        List<Window> under = recording.between(overload.before().toSeconds(), overload.returnSeconds());
        long offered = under.stream().mapToLong(Window::offered).sum();
        long failed = under.stream()
                .mapToLong(window -> window.errors() + window.dropped())
                .sum();
        return offered == 0 ? 0 : Math.min(1, (double) failed / offered);
    }

    /** @param capacity in requests/s, above the rate that the load returned to */
    double expectedSeconds(double capacity) {
        return Recovery.drainSeconds(backlog(), capacity, overload.backTo());
    }
}
