package io.headroom.protection;

import java.util.List;
import java.util.Optional;

/**
 * Where relaxations are written down. Each method is one transaction, durable when it returns; what it throws, other
 * than {@link StaleRelaxationException}, means that nobody knows whether it was written.
 *
 * <p>Every implementation passes {@code RelaxationJournalContract} in this module's test jar. {@link RelaxationJson}
 * gives a whole record as one document; a database then needs columns of its own only for the id, the state and the
 * epoch.
 */
public interface RelaxationJournal {
    /**
     * Writes a relaxation that is not there yet, in whatever state it is.
     *
     * @throws StaleRelaxationException if one with that id is there
     */
    void insert(Relaxation relaxation);

    /**
     * Replaces a relaxation if it is still as its writer believes: its stored state is {@code from}, and its stored
     * epoch is not greater than the new one's.
     *
     * @throws StaleRelaxationException if it is not, or if there is none with that id; nothing was written
     */
    void advance(Relaxation next, ProtectionState from);

    Optional<Relaxation> find(String id);

    /** All that are not in a final state, oldest plan first. */
    List<Relaxation> open();
}
