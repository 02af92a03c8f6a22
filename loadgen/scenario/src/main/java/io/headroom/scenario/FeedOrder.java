package io.headroom.scenario;

/** In which order a feed gives its rows. */
enum FeedOrder {
    CIRCULAR,
    UNIQUE,
    RANDOM
}
