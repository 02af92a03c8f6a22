package io.headroom.engine;

import io.headroom.engine.scenario.JourneyCode;
import java.util.List;

/** A number of journeys, few at a time and not too fast: for set-up, calibration and warm-up, whose latencies nobody looks at. */
final class Batch implements Source {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * How much one loop takes on.
     *
     * @param attempts most journeys that begin
     * @param successes how many have to succeed; then no further one begins
     * @param inFlightMax most at a time
     * @param perSecond most that begin in a second; infinite for as fast as possible
     * @param durationNanos after which none begins
     */
    record Bounds(long attempts, long successes, int inFlightMax, double perSecond, long durationNanos) {}

    private final List<JourneyCode> inTurn;
    private final Bounds bounds;
    private final long end;
    private final int stripe;
    private final int stripes;
    private final long gapNanos;
    private long notBefore;
    private long begun;
    private long endedCount;
    private long succeeded;

    Batch(List<JourneyCode> inTurn, Bounds bounds, long origin, int stripe, int stripes) {
        this.inTurn = inTurn;
        this.bounds = bounds;
        this.end = origin + bounds.durationNanos();
        this.stripe = stripe;
        this.stripes = stripes;
        this.gapNanos = (long) (NANOS_PER_SECOND / bounds.perSecond());
        this.notBefore = origin;
    }

    @Override
    public long nextDue(int inFlight) {
        long promised = succeeded + begun - endedCount;
        boolean wait = inFlight >= bounds.inFlightMax() || begun >= bounds.attempts() || promised >= bounds.successes();
        return wait || notBefore >= end ? NEVER : notBefore;
    }

    @Override
    public boolean isFull(int inFlight) {
        return false;
    }

    @Override
    public JourneyCode take(long now) {
        notBefore = now + gapNanos;
        return inTurn.get((int) (begun++ % inTurn.size()));
    }

    @Override
    public long number() {
        return stripe + (begun - 1) * stripes;
    }

    @Override
    public void ended(boolean success, long end) {
        endedCount++;
        succeeded += success ? 1 : 0;
    }

    @Override
    public boolean followsEnds() {
        return true;
    }

    @Override
    public double perSecond(long now) {
        return bounds.perSecond();
    }

    @Override
    public boolean isExhausted(long now) {
        return now >= end || begun >= bounds.attempts() || succeeded >= bounds.successes();
    }
}
