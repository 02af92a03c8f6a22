package io.headroom.scenario;

/** A step of a journey failed. It is counted once, by its kind; uncaught, it ends the journey. Carries no stack trace, because overload throws many. */
public final class FailedStepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * @param kind the error's name in results, for example {@code status-503}, {@code timeout} or {@code pool-empty}
     * @param message one sentence for people
     */
    public FailedStepException(String kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** The error's name in results, for example {@code status-503}. */
    public String kind() {
        return kind;
    }
}
