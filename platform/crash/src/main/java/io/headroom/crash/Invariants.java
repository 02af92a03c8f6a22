package io.headroom.crash;

import io.headroom.crash.Outcome.Times;
import io.headroom.crash.Outcome.Violation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What must hold once a crash is over, whoever restored. */
record Invariants(Crash crash, GuardedRule rule, DataSource database, Restorer restorer, String run) {
    List<Violation> broken(Times times) throws SQLException {
        var broken = new ArrayList<Violation>();
        var recorded = !restorer.openInCopy(run).isEmpty();
        if (rule.isOpen(Instant.now())) {
            broken.add(Violation.LEFT_OPEN);
            if (!recorded) {
                broken.add(Violation.ORPHAN);
            }
        }
        if (!crash.fault().leavesNobody() && times.restored().compareTo(times.within()) > 0) {
            broken.add(Violation.LATE);
        }
        if (!rule.settings().equals(crash.fault() == Fault.FOREIGN_EDIT ? Injection.FOREIGN : GuardedRule.ORIGINAL)) {
            broken.add(Violation.FOREIGN_EDIT_LOST);
        }
        if (!isSorted(CrashDatabase.epochs(database, run))) {
            broken.add(Violation.DOUBLE_OWNER);
        }
        if (recorded && somebodyMustEndIt()) {
            broken.add(Violation.RECORD_LEFT_OPEN);
        }
        return broken;
    }

    /** With nobody left, or nobody yet who could without the database, the record waits for the next platform. */
    private boolean somebodyMustEndIt() {
        return switch (crash.fault()) {
            case EVERYTHING_DEAD -> false;
            case DATABASE_GONE -> crash.point().isGuarded();
            case SIGKILL,
                    SIGTERM,
                    HALT,
                    SIGSTOP,
                    DATABASE_STOPPED,
                    TARGET_BLACK_HOLED,
                    ANSWER_LOST,
                    FOREIGN_EDIT,
                    CLOCK_WRONG -> true;
        };
    }

    /** An epoch that writes after a greater one has written is a second owner. */
    private static boolean isSorted(List<Long> epochs) {
        return epochs.stream().sorted().toList().equals(epochs);
    }
}
