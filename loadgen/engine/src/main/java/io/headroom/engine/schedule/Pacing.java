package io.headroom.engine.schedule;

/** How exactly a loop wakes for what is due. */
public enum Pacing {
    /** At most once a millisecond: what became due meanwhile begins together, up to a millisecond late. A wake-up costs more than a request. */
    TICK,
    /** For each due time: the asked spacing is kept, at about three times the CPU. */
    EXACT
}
