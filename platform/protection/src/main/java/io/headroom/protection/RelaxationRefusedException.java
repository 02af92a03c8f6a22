package io.headroom.protection;

/**
 * The protection was not relaxed, or not in the way it must be. The message says why and what to do. Whatever the state
 * of {@link #relaxation()}, restoring it is the next thing to do.
 */
public final class RelaxationRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Relaxation relaxation;

    RelaxationRefusedException(Relaxation relaxation, String message) {
        super(message);
        this.relaxation = relaxation;
    }

    /** The record as it was last committed. */
    public Relaxation relaxation() {
        return relaxation;
    }
}
