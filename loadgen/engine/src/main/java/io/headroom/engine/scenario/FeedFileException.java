package io.headroom.engine.scenario;

/** A feed's file that cannot be read; the message is {@code file: what}. */
final class FeedFileException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    FeedFileException(String message) {
        super(message, null);
    }
}
