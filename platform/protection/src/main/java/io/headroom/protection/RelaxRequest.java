package io.headroom.protection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one protection to be relaxed for one run.
 *
 * @param run letters, digits, {@code _} and {@code -}
 * @param deadline when it must be over whatever happens; cut to whole seconds; at most 4 hours ahead
 * @param key by which the rule recognises the run's agents; give all protections of a run the same key and deadline,
 *     then one token opens them all
 * @param epoch fencing number of the run's owner: it grows with each takeover
 * @param wide why it is to be opened for everybody; absent for the agents alone
 */
public record RelaxRequest(
        String run,
        Protection protection,
        Target target,
        Instant deadline,
        AgentKey key,
        long epoch,
        @Nullable Wide wide) {
    public RelaxRequest {
        Names.check("run id", run);
        deadline = deadline.truncatedTo(ChronoUnit.SECONDS);
    }

    /** For the run's agents alone. */
    public RelaxRequest(String run, Protection protection, Target target, Instant deadline, AgentKey key, long epoch) {
        this(run, protection, target, deadline, key, epoch, null);
    }

    /** The same, opened for everybody. */
    public RelaxRequest openedWide(Wide why) {
        return new RelaxRequest(run, protection, target, deadline, key, epoch, why);
    }
}
