package io.headroom.engine;

import io.headroom.engine.scenario.JourneyCode;
import io.headroom.engine.schedule.Arrivals;
import io.headroom.engine.schedule.JourneyMix;

/** Journeys arrive by a schedule, whatever becomes of those before. */
final class OpenModel implements Source {
    /**
     * What bounds it on one loop.
     *
     * @param durationNanos after which no journey arrives
     * @param inFlightMax most journeys at a time; an arrival that finds no room is dropped
     */
    record Bounds(long durationNanos, int inFlightMax) {}

    private final Lane lane;
    private final Arrivals arrivals;
    private final JourneyMix mix;
    private final long origin;
    private final Bounds bounds;
    private long taken;

    OpenModel(Lane lane, Arrivals arrivals, JourneyMix mix, long origin, Bounds bounds) {
        this.lane = lane;
        this.arrivals = arrivals;
        this.mix = mix;
        this.origin = origin;
        this.bounds = bounds;
    }

    @Override
    public long nextDue(int inFlight) {
        long due = arrivals.dueNanos();
        return due < bounds.durationNanos() ? origin + due : NEVER;
    }

    @Override
    public boolean isFull(int inFlight) {
        return inFlight >= bounds.inFlightMax();
    }

    @Override
    public JourneyCode take(long now) {
        taken = arrivals.number();
        arrivals.advance();
        return lane.mixed(mix.journeyOf(taken));
    }

    @Override
    public long number() {
        return taken;
    }

    @Override
    public void ended(boolean succeeded) {
        // the target does not slow arrivals down
    }

    @Override
    public boolean followsEnds() {
        return false;
    }

    @Override
    public boolean isExhausted(long now) {
        return arrivals.dueNanos() >= bounds.durationNanos();
    }
}
