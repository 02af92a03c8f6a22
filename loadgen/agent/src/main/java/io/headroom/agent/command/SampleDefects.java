package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.engine.data.Nearest;
import java.util.List;

/** The defects that the sample service can be given. */
final class SampleDefects {

    /** As in the sample and in {@code terraform/local}. */
    static final List<String> IDS = List.of(
            "n-plus-one",
            "repeated-call",
            "serial-calls",
            "unbounded-search",
            "small-pool",
            "connection-slots",
            "lock-contention",
            "shared-lock",
            "slow-third-party",
            "third-party-limit",
            "retry-storm",
            "memory-leak",
            "slow-instance",
            "uneven-balancing",
            "far-zone",
            "cold-start");

    private SampleDefects() {}

    /** Of the sample's scenarios, the one that shows these defects: users who go about their own profiles never contend for one. */
    static String scenarioFor(List<String> defects) {
        return defects.contains("lock-contention") ? "ContendedProfile.java" : "ProfileJourneys.java";
    }

    /** Refuses one that does not exist, before minutes are spent on it. */
    static void check(String id) {
        if (!IDS.contains(id)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--defect '%s' does not exist; there are %s%s"
                            .formatted(
                                    id,
                                    String.join(", ", IDS),
                                    Nearest.to(id, IDS)
                                            .map("; did you mean %s?"::formatted)
                                            .orElse(".")));
        }
    }
}
