package io.headroom.sample.gate;

/** One request's time with a worker, on the ideal time line. */
record Turn(long startNanos, long endNanos) {}
