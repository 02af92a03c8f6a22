package io.headroom.agent;

import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;
import org.jspecify.annotations.Nullable;

/** How every command of Headroom ends; scripts and CI rely on these numbers. */
public enum ExitCode {
    PASS(0),
    /** An objective failed, or capacity regressed. */
    FAILED(2),
    /** The measurement is invalid or inconclusive, so nothing is known of the target. */
    UNMEASURED(3),
    /** Wrong usage, configuration or scenario. */
    USAGE(4),
    /** The environment or the platform failed. */
    ENVIRONMENT(5),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /**
     * What a run's verdict means for a command's end.
     *
     * @param fault whose fault it is, absent if nobody's
     */
    public static ExitCode of(Verdict verdict, @Nullable Fault fault) {
        return switch (verdict) {
            case PASS -> PASS;
            case INVALID, INCONCLUSIVE -> UNMEASURED;
            case FAILED -> ofFailure(fault);
        };
    }

    private static ExitCode ofFailure(@Nullable Fault fault) {
        return switch (fault) {
            case null -> FAILED;
            case TARGET -> FAILED;
            case USER -> USAGE;
            case PLATFORM, RESOURCES -> ENVIRONMENT;
        };
    }
}
