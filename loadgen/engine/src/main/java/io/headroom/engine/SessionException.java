package io.headroom.engine;

/** A session could not do what it was asked. The message is one sentence for people that names the cause. */
public final class SessionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    SessionException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** Whose fault it is. */
    public Fault fault() {
        return fault;
    }
}
