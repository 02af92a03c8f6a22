package io.headroom.engine.schedule;

/** How arrivals are spread in time. */
public enum Spacing {
    /** One every 1/rate seconds exactly, which repeats best. */
    EVEN,
    /** A Poisson process of that rate, as many independent users make it. */
    POISSON
}
