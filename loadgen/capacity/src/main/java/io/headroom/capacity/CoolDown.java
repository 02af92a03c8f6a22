package io.headroom.capacity;

import io.headroom.capacity.StepRecorder.Summary;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Limits;
import java.time.Duration;

/**
 * When a target is as it was before it was overloaded: it answers the baseline's rate without a failure and no slower than what counts as slow, or it has been
 * given time enough. What it does then is its own.
 */
final class CoolDown {

    /** How long the target is looked at each time. */
    static final Duration REST = Duration.ofSeconds(2);

    /** A minute; a backlog that lasts longer is a service that does not recover by itself. */
    private static final int RESTS_MOST = 30;

    private final double rate;
    private final double slowMillis;
    private int rests;
    private boolean normal;

    private CoolDown(double rate, double slowMillis) {
        this.rate = rate;
        this.slowMillis = slowMillis;
    }

    /** As long as the search has no baseline there is nothing to compare with, and no overload to recover from. */
    static CoolDown of(CapacitySearch search) {
        CoolDown coolDown = search.knownBaseline()
                .map(baseline -> new CoolDown(baseline.rate(), Limits.doubling().slowMillis(baseline)))
                .orElse(new CoolDown(0, 0));
        coolDown.normal = coolDown.rate == 0;
        return coolDown;
    }

    /** In requests/s. */
    double rate() {
        return rate;
    }

    void observe(StepRecorder rest) {
        Summary seen = rest.summary(0, REST.toMillis() / 1_000.0);
        rests++;
        normal = seen.completed() > 0
                && seen.failed() + seen.dropped() == 0
                && Figures.millis(seen.response(), 50) <= slowMillis;
    }

    boolean isOver() {
        return normal || rests >= RESTS_MOST;
    }
}
