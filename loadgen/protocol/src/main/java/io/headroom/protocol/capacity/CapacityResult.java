package io.headroom.protocol.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity.Interval;
import io.headroom.protocol.load.LoadResult.Environment;
import io.headroom.protocol.load.LoadResult.Scenario;
import io.headroom.protocol.load.LoadResult.Shortage;
import io.headroom.protocol.load.LoadResult.Target;
import io.headroom.protocol.run.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result document {@code headroom.capacity/1}: how much one target carries. Times are in seconds unless the name says otherwise, latencies in
 * milliseconds, rates in requests/s. Its JSON schema is {@code docs/schema/headroom.capacity-1.json}.
 *
 * @param verdict {@code pass} if the search has its answer
 * @param reason the answer, or why there is none, in one sentence
 * @param fault whose fault it is, absent when the verdict is {@code pass}
 * @param interrupted whether the user ended it before its time
 * @param knee up to where latency and errors stay acceptable; absent without an answer
 * @param maximum up to where completed work grows with offered work; absent without an answer
 * @param soFar what was known when the search ended without an answer
 * @param seconds of load, without cool-downs
 * @param bound what ran out at the lowest rate that was not completed, as far as the generator can tell
 * @param generator absent if no step was driven
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityResult(
        String schema,
        String run,
        Instant started,
        Instant finished,
        Verdict verdict,
        String reason,
        @Nullable Fault fault,
        boolean interrupted,
        Scenario scenario,
        Target target,
        Search search,
        @Nullable Interval knee,
        @Nullable Interval maximum,
        @Nullable SoFar soFar,
        List<LoadStep> steps,
        double seconds,
        List<Shortage> bound,
        @Nullable Generator generator,
        Environment environment) {

    public static final String SCHEMA = "headroom.capacity/1";

    /**
     * What was asked for.
     *
     * @param preset {@code quick}, {@code standard} or {@code thorough}
     * @param ceiling requests/s that were never exceeded
     * @param p95Millis the agreed 95th percentile of response time; absent: the baseline's, doubled
     * @param errorShare the agreed share of failed requests, 0 to 1; absent: the baseline's, doubled, at least 0.5 %
     * @param spacing {@code even} or {@code poisson}
     * @param requestsPerJourney mean over the mix, by which requests/s became journeys/s; 0 if that was not learned
     * @param loops event loops, one core each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Search(
            String preset,
            double ceiling,
            @Nullable Double p95Millis,
            @Nullable Double errorShare,
            String spacing,
            double requestsPerJourney,
            int loops,
            long seed) {}

    /** Where knee and maximum had been cornered; each is absent if no rate had passed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SoFar(@Nullable Bracket knee, @Nullable Bracket maximum) {}
}
