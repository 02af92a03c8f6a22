package io.headroom.crash;

import io.headroom.crash.Outcome.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What must hold once a crash is over, whoever restored. */
record Invariants(Crash crash, GuardedRule rule, DataSource database, Restorer restorer, String run) {
    List<Violation> broken(Duration restored, Duration within) throws SQLException {
        var broken = new ArrayList<Violation>();
        var recorded = !restorer.openInCopy(run).isEmpty();
        if (rule.isOpen(Instant.now())) {
            broken.add(Violation.LEFT_OPEN);
            if (!recorded) {
                broken.add(Violation.ORPHAN);
            }
        }
        if (!crash.fault().leavesNobody() && restored.compareTo(within) > 0) {
            broken.add(Violation.LATE);
        }
        if (!rule.settings().equals(crash.fault() == Fault.FOREIGN_EDIT ? Injection.FOREIGN : GuardedRule.ORIGINAL)) {
            broken.add(Violation.FOREIGN_EDIT_LOST);
        }
        if (!isSorted(CrashDatabase.epochs(database, run))) {
            broken.add(Violation.DOUBLE_OWNER);
        }
        // With nobody left the record waits for the next platform.
        if (recorded && !crash.fault().leavesNobody()) {
            broken.add(Violation.RECORD_LEFT_OPEN);
        }
        return broken;
    }

    /** An epoch that writes after a greater one has written is a second owner. */
    private static boolean isSorted(List<Long> epochs) {
        return epochs.stream().sorted().toList().equals(epochs);
    }
}
