package io.headroom.platform.run;

import java.util.Optional;

/**
 * One durable step of a run. It is committed as RUNNING before {@link #perform} is called, and what it returns is committed before the next
 * stage begins.
 */
public interface Stage {

    String name();

    /** Whether it runs on every path: such a stage puts things back, must be idempotent, and finds what to undo in records of its own. */
    default boolean always() {
        return false;
    }

    /**
     * @throws StageFailure if it could not be done, with whose fault it is
     * @throws InterruptedException if the run is to stop; a stage that runs always is never interrupted
     */
    Outcome perform(RunContext context) throws StageFailure, InterruptedException;

    /** Ends what this process holds for the run, and touches nothing outside: another platform drives the run now. */
    default void letGo() {}

    /**
     * What a stage leaves behind.
     *
     * @param message one sentence for people
     * @param output a value that later stages and the result read, kept as JSON
     */
    record Outcome(String message, Optional<Object> output) {

        public static Outcome of(String message) {
            return new Outcome(message, Optional.empty());
        }

        public static Outcome of(String message, Object output) {
            return new Outcome(message, Optional.of(output));
        }
    }
}
