package io.headroom.platform.run;

import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunView;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept. Each call is one committed transaction; a call that cannot be committed for longer than the store's patience throws
 * {@link JournalLost}.
 */
interface RunJournal {

    void create(RunView run);

    Optional<RunView> find(String run);

    /** @return newest first, at most {@code limit} */
    List<RunView> newest(int limit);

    /** @return runs that somebody began and nobody finished */
    List<RunView> unfinished();

    /** Writes one stage as it stands in {@code run}. */
    void stage(RunView run, int ordinal);

    void output(String run, int ordinal, String json);

    Optional<String> output(String run, int ordinal);

    void finish(RunView run, Optional<String> resultJson);

    Optional<String> result(String run);

    void append(String run, List<RunEvent> events);

    /** @return events after {@code sequence}, in order */
    List<RunEvent> events(String run, long sequence);

    /** The store is gone, and waiting for it did not help. */
    final class JournalLost extends RuntimeException {
        JournalLost(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
