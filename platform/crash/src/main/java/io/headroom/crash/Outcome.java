package io.headroom.crash;

import java.time.Duration;
import java.util.List;

/**
 * What became of one crash.
 *
 * @param violations of the invariants
 */
record Outcome(Crash crash, Verdict verdict, Times times, List<Violation> violations) {
    Outcome {
        violations = List.copyOf(violations);
    }

    static Outcome notReached(Crash crash) {
        return new Outcome(crash, Verdict.NOT_REACHED, Times.NONE, List.of());
    }

    boolean isJudged() {
        return verdict == Verdict.JUDGED;
    }

    /** Whether it is worth anything; what is not is made again, counted and printed. */
    enum Verdict {
        JUDGED("judged"),
        /** Nothing was injected. */
        NOT_REACHED("the owner did not come to its point"),
        /** Something was late, and so was the bench's own pulse. */
        STALLED("the machine stalled");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * When what happened.
     *
     * @param toPoint from the owner's start until it stood at its point
     * @param restored from the fault to the target's last closing; zero where it was closed already
     * @param within how soon it had to be closed
     * @param whole from the fault until everybody had done what they could
     * @param stalled of that, by how much the machine was late with the simplest things
     */
    record Times(Duration toPoint, Duration restored, Duration within, Duration whole, Duration stalled) {
        static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        @Override
        public String toString() {
            return "at its point after " + toPoint.toMillis() + " ms; closed " + restored.toMillis()
                    + " ms after the fault, of at most " + within.toMillis() + " ms; over after " + whole.toMillis()
                    + " ms; the machine stalled for " + stalled.toMillis() + " ms";
        }
    }

    /** What must never be. */
    enum Violation {
        LEFT_OPEN("protections left open"),
        LATE("restored too late"),
        FOREIGN_EDIT_LOST("foreign edits lost"),
        DOUBLE_OWNER("double owners"),
        ORPHAN("openings without a record"),
        RECORD_LEFT_OPEN("records that never end");

        private final String text;

        Violation(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Whether more time would have mended it; the others are wrong at any speed. */
        boolean isOfTime() {
            return switch (this) {
                case LEFT_OPEN, LATE, RECORD_LEFT_OPEN -> true;
                case FOREIGN_EDIT_LOST, DOUBLE_OWNER, ORPHAN -> false;
            };
        }
    }
}
