package io.headroom.protection;

/**
 * Somebody else moved the relaxation on: read it again before doing anything. Nothing was written, and nothing may be
 * done.
 */
public final class StaleRelaxationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleRelaxationException(String message) {
        super(message);
    }

    /** For {@link RelaxationJournal#insert}. */
    public static StaleRelaxationException alreadyThere(Relaxation relaxation) {
        return new StaleRelaxationException("The relaxation " + relaxation.id() + " is on record already.");
    }

    /** For {@link RelaxationJournal#advance}. */
    public static StaleRelaxationException moved(Relaxation next, ProtectionState from) {
        return new StaleRelaxationException("The relaxation " + next.id() + " is not in the state " + from
                + " any more, or a newer owner than epoch " + next.epoch() + " holds it, so it was not moved to "
                + next.state() + ". Read it again.");
    }
}
