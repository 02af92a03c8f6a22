package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an overload did, and how long it took until all was as before. Rates are requests/s, times seconds.
 *
 * @param backTo rate before the overload and after it
 * @param outcome recovered or not-recovered
 * @param seconds from the return until response times, errors and work in flight were as before; absent if they were not in time
 * @param reason what was not as before at the end; absent if it recovered
 * @param overloadErrorShare failed and dropped ÷ offered requests under overload, 0 to 1
 * @param backlog requests that were owed at the return: in flight, and those still to come of journeys under way
 * @param expectedSeconds backlog ÷ (capacity − backTo): what the arithmetic says
 * @param again whether it still carries what it carried before; absent if it did not recover
 * @param raised by which rates the overload was raised until the service was unresponsive; absent if that was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecovery(
        int instances,
        double overloadRate,
        double overloadSeconds,
        double backTo,
        String outcome,
        @Nullable Double seconds,
        @Nullable String reason,
        double overloadErrorShare,
        double backlog,
        double expectedSeconds,
        @Nullable Again again,
        @Nullable List<Level> raised,
        List<RunLoadPoint> series) {

    /**
     * A short measurement at the lower bound of the capacity known before.
     *
     * @param rate requests/s asked for
     * @param verdict PASS, FAIL or UNDECIDED: whether it is still carried
     * @param throughput successful requests/s
     */
    public record Again(double rate, String verdict, double throughput) {}

    /**
     * One rate on the way up.
     *
     * @param failedShare failed and dropped ÷ offered requests, 0 to 1, as far as was known when the load went on
     * @param timedOutShare those that ran out of time ÷ offered, likewise
     * @param unresponsive whether fewer than a tenth could still succeed, or more than half ran out of time
     */
    public record Level(double rate, double failedShare, double timedOutShare, boolean unresponsive) {}
}
