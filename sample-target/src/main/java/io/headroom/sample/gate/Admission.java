package io.headroom.sample.gate;

/** What the gate answers to a request that arrives. */
sealed interface Admission {

    /** A worker was idle: the turn begins. */
    record Admitted(Turn turn) implements Admission {}

    /** All workers are held: the request waits in the queue. */
    record Queued() implements Admission {}

    /** The queue is full. */
    record Refused() implements Admission {}
}
