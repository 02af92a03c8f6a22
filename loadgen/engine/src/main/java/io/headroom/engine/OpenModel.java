package io.headroom.engine;

/** Journeys arrive by a schedule, whatever becomes of those before. */
final class OpenModel implements Source {
    private final Lane lane;
    private final Arrivals arrivals;
    private final JourneyMix mix;
    private final long origin;
    private final long durationNanos;
    private final int inFlightMax;
    private long taken;

    OpenModel(Lane lane, Arrivals arrivals, JourneyMix mix, long origin, long durationNanos, int inFlightMax) {
        this.lane = lane;
        this.arrivals = arrivals;
        this.mix = mix;
        this.origin = origin;
        this.durationNanos = durationNanos;
        this.inFlightMax = inFlightMax;
    }

    @Override
    public long nextDue(int inFlight) {
        long due = arrivals.dueNanos();
        return due < durationNanos ? origin + due : NEVER;
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
    public void ended(boolean succeeded) {
        // the target does not slow arrivals down
    }

    @Override
    public boolean isExhausted(long now) {
        return arrivals.dueNanos() >= durationNanos;
    }
}
