package io.headroom.crash;

import java.time.Duration;
import java.util.List;

/**
 * What became of one crash.
 *
 * @param reached whether the owner came to its point; if not, nothing was injected
 * @param restored from the fault to the target's last closing; zero where it was closed already
 * @param violations of the invariants
 */
record Outcome(Crash crash, boolean reached, Duration restored, List<Violation> violations) {
    Outcome {
        violations = List.copyOf(violations);
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
    }
}
