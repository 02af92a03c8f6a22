package io.headroom.engine;

import io.headroom.engine.scenario.JourneyCode;
import io.headroom.engine.schedule.JourneyMix;
import io.headroom.engine.schedule.Presence;

/**
 * A number of users, each of whom begins its next journey a pause after it ended the one before: the target slows them down.
 *
 * <pre>
 * joins ──> on a journey ── ends ──> pausing ── due, and still wanted ──> on a journey
 *                                       └────── due, and one too many ──> gone
 * </pre>
 */
final class ClosedModel implements Source {
    private final Lane lane;
    private final Presence presence;
    private final JourneyMix mix;
    private final Clock clock;
    private final DueTimes pausing = new DueTimes();
    private final Frequency taking = new Frequency();
    private int present;
    private long join;
    private long taken;
    private long next;

    /**
     * Its times.
     *
     * @param origin when it begins, on the scale of {@link Loop#now}
     * @param durationNanos after which no journey begins
     * @param pauseNanos between two journeys of a user
     */
    record Clock(long origin, long durationNanos, long pauseNanos) {}

    /** The lane's share of the users; journeys of all lanes are numbered {@code stripes} apart. */
    ClosedModel(Lane lane, Presence presence, JourneyMix mix, Clock clock) {
        this.lane = lane;
        this.presence = presence;
        this.mix = mix;
        this.clock = clock;
        this.next = lane.stripe();
        this.join = presence.joinNanos(0, 0);
    }

    @Override
    public long nextDue(int inFlight) {
        while (!pausing.isEmpty() && pausing.first() <= join && presence.wantedAt(pausing.first()) < present) {
            present--;
            join = presence.joinNanos(present, pausing.removeFirst());
        }
        long due = pausing.isEmpty() ? join : Math.min(join, pausing.first());
        return due < clock.durationNanos() ? clock.origin() + due : NEVER;
    }

    @Override
    public boolean isFull(int inFlight) {
        return false;
    }

    @Override
    public JourneyCode take(long now) {
        if (pausing.isEmpty() || join <= pausing.first()) {
            present++;
            join = presence.joinNanos(present, join);
        } else {
            pausing.removeFirst();
        }
        taking.one(now);
        taken = next;
        next += lane.stripes();
        return lane.mixed(mix.journeyOf(taken));
    }

    @Override
    public long number() {
        return taken;
    }

    @Override
    public void ended(boolean succeeded, long end) {
        pausing.add(end + clock.pauseNanos() - clock.origin());
    }

    @Override
    public boolean followsEnds() {
        return true;
    }

    @Override
    public double perSecond(long now) {
        return taking.perSecond(now);
    }

    @Override
    public boolean isExhausted(long now) {
        return now >= clock.origin() + clock.durationNanos();
    }
}
