package io.headroom.engine;

import io.headroom.engine.scenario.JourneyCode;

/** Says when which journey begins on one loop. */
sealed interface Source permits OpenModel, ClosedModel, Batch {
    long NEVER = Long.MAX_VALUE;

    /** When the next journey is due, on the scale of {@link Loop#now}; {@link #NEVER} if none is until another has ended, or none at all. */
    long nextDue(int inFlight);

    /** Whether the journey that is due has to be dropped. */
    boolean isFull(int inFlight);

    /** The journey that is due; the next one follows. */
    JourneyCode take(long now);

    /** A number that belongs to that journey alone, over all loops and agents. */
    long number();

    /**
     * A journey is over.
     *
     * @param end when its user could have gone on
     */
    void ended(boolean succeeded, long end);

    /** Whether a journey begins as soon as another has ended; else the clock alone says when. */
    boolean followsEnds();

    /** How many journeys begin in a second just now, on this loop. */
    double perSecond(long now);

    /** Whether no journey will begin any more. */
    boolean isExhausted(long now);
}
