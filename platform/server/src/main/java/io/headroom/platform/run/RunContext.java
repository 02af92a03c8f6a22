package io.headroom.platform.run;

import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a stage sees of its run. */
public interface RunContext {

    String run();

    RunRequest request();

    Instant created();

    /** Whether this run has a stage of that name. */
    boolean has(String stage);

    /** What an earlier stage of this run left behind, whether it succeeded or not. */
    <T> Optional<T> output(String stage, Class<T> type);

    /** Keeps what this stage has found so far, so that it outlives a crash of the platform. */
    void keep(Object output);

    void publish(EventOf event);

    /** Says what this stage is doing, for whoever watches; not kept in the result. */
    void doing(String text);

    /** Says something that a reader of the run should know; it is kept in the result. */
    void note(Severity severity, String text);

    List<RunEvent.Note> notes();

    /** Why and how the run ends as far as is known by now. */
    Conclusion conclusion();

    /** Says in one sentence what a run that passes has found. */
    void found(String sentence);

    /** An event that only lacks its place in the run's order. */
    @FunctionalInterface
    interface EventOf {
        RunEvent at(long sequence, Instant at);
    }
}
