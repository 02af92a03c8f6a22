package io.headroom.engine;

import io.headroom.engine.scenario.JourneyCode;
import io.headroom.engine.schedule.Arrivals;
import io.headroom.engine.schedule.JourneyMix;

/** Journeys arrive by a schedule, whatever becomes of those before. */
final class OpenModel implements Source {
    private final Lane lane;
    private final Arrivals arrivals;
    private final JourneyMix mix;
    private final long origin;
    private final int inFlightMax;
    private long taken;

    /**
     * @param origin when it begins, on the scale of {@link Loop#now}
     * @param inFlightMax most journeys at a time on this loop; an arrival that finds no room is dropped
     */
    OpenModel(Lane lane, Arrivals arrivals, JourneyMix mix, long origin, int inFlightMax) {
        this.lane = lane;
        this.arrivals = arrivals;
        this.mix = mix;
        this.origin = origin;
        this.inFlightMax = inFlightMax;
    }

    @Override
    public long nextDue(int inFlight) {
        return arrivals.isOver() ? NEVER : origin + arrivals.dueNanos();
    }

    @Override
    public boolean isFull(int inFlight) {
        return inFlight >= inFlightMax;
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
    public void ended(boolean succeeded, long end) {
        // the target does not slow arrivals down
    }

    @Override
    public boolean followsEnds() {
        return false;
    }

    @Override
    public double perSecond(long now) {
        return arrivals.perSecond();
    }

    @Override
    public boolean isExhausted(long now) {
        return arrivals.isOver();
    }
}
