package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.Bracket;
import io.headroom.protocol.capacity.LoadStep;
import io.headroom.protocol.run.RunView.StageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run, in the order of {@link #sequence}. They are sent as server-sent events whose id is the sequence, so a
 * reader that reconnects with {@code Last-Event-ID} misses nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.StageChanged.class, name = "stage"),
    @JsonSubTypes.Type(value = RunEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = RunEvent.StepMeasured.class, name = "step"),
    @JsonSubTypes.Type(value = RunEvent.Note.class, name = "note"),
    @JsonSubTypes.Type(value = RunEvent.Finished.class, name = "finished")
})
public sealed interface RunEvent {

    long sequence();

    Instant at();

    /** A stage began or ended. */
    record StageChanged(
            long sequence,
            Instant at,
            String stage,
            StageState state,
            @Nullable String message) implements RunEvent {}

    /**
     * The load step under way, about once a second.
     *
     * @param step number of the load step within the run, from 1
     * @param askedRate requests/s asked for
     * @param achievedRate requests/s completed successfully, over the last second
     * @param p50 response time in milliseconds over the last second, from the intended start; as {@code p95}, {@code p99}, {@code max}
     * @param errorShare share of completed requests that failed, 0 to 1
     * @param stepSecondsLeft until this load step ends
     * @param stageSecondsLeft estimate until the stage ends
     */
    record Progress(
            long sequence,
            Instant at,
            String stage,
            int step,
            int instances,
            double askedRate,
            double achievedRate,
            double p50,
            double p95,
            double p99,
            double max,
            double errorShare,
            long inFlight,
            double stepSecondsLeft,
            double stageSecondsLeft)
            implements RunEvent {}

    /**
     * A load step has been judged.
     *
     * @param measured the step as the result document holds it
     * @param knee what the search knows of the knee by now; as {@code maximum}
     */
    record StepMeasured(
            long sequence,
            Instant at,
            String stage,
            int step,
            int instances,
            LoadStep measured,
            @Nullable Bracket knee,
            @Nullable Bracket maximum)
            implements RunEvent {}

    /** Something people should know. */
    record Note(long sequence, Instant at, Severity severity, String text) implements RunEvent {}

    /** The run is over; no event follows. */
    record Finished(
            long sequence,
            Instant at,
            Verdict verdict,
            String reason,
            @Nullable Fault fault) implements RunEvent {}

    /** How much a note matters. */
    enum Severity {
        INFO,
        WARNING,
        ALARM
    }
}
