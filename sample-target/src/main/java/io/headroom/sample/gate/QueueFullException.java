package io.headroom.sample.gate;

/** The gate's queue is full. It carries no stack trace: an overloaded instance throws thousands of them a second. */
final class QueueFullException extends RuntimeException {

    QueueFullException(String message) {
        super(message, null, false, false);
    }
}
