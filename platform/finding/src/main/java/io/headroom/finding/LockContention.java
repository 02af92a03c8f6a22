package io.headroom.finding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement that takes locks, and whose time grows with the load while the database's other statements keep theirs. When all of them slow down the
 * database is the cause, and {@link DependencySlows} says so.
 */
public final class LockContention {

    private static final Pattern TAKES_LOCKS = Pattern.compile(
            "^\\s*(update|delete|insert|merge|lock)\\b|\\bfor\\s+(no\\s+key\\s+)?update\\b|advisory_(xact_)?lock",
            Pattern.CASE_INSENSITIVE);

    private LockContention() {}

    /**
     * @param statement as the database got it
     * @param steps this statement's calls
     * @param others the calls of all other statements of the same database
     */
    public static Optional<Finding> find(
            String statement, List<DependencySlows.Reading> steps, List<DependencySlows.Reading> others) {
        List<DependencySlows.Reading> readings = DependencySlows.usable(steps);
        if (!takesLocks(statement)
                || !DependencySlows.slows(readings)
                || DependencySlows.slows(DependencySlows.usable(others))) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        FindingKind.LOCK_CONTENTION,
                        statement,
                        String.format(
                                Locale.ROOT,
                                "\"%s\" takes locks and waits for them: %.1f ms at %.0f requests/s, %.1f ms at %.0f requests/s, while other statements"
                                        + " of the database take no longer.",
                                statement,
                                readings.getFirst().meanMillis(),
                                readings.getFirst().perSecond(),
                                readings.getLast().meanMillis(),
                                readings.getLast().perSecond()),
                        readings.stream().map(DependencySlows::evidence).toList(),
                        "Hold the lock for less time: do slow work before it is taken, or lock less. More instances do not help."));
    }

    static boolean takesLocks(String statement) {
        return TAKES_LOCKS.matcher(statement).find();
    }
}
