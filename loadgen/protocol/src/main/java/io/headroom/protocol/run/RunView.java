package io.headroom.protocol.run;

import io.headroom.protocol.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands now.
 *
 * @param id identifier, sortable by time
 * @param verdict absent while it is under way
 * @param reason one sentence behind the verdict
 * @param fault whose fault it is, when the verdict is not {@code pass}
 * @param stages its stages in order, those to come included
 */
public record RunView(
        String id,
        RunRequest request,
        Instant created,
        @Nullable Instant finished,
        State state,
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable Fault fault,
        List<Stage> stages) {

    /** Whether a run is under way. */
    public enum State {
        RUNNING,
        FINISHED
    }

    /** A durable step of the run. */
    public record Stage(
            String name,
            StageState state,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable String message) {}

    /** {@code SKIPPED}: an earlier stage failed and this one was not needed to put things back. */
    public enum StageState {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED
    }
}
