package io.headroom.protocol.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One load step of a search.
 *
 * @param rate requests/s that were asked for
 * @param verdict against the knee's criteria: PASS, FAIL, UNDECIDED or INVALID
 * @param saturation against the maximum's criteria, in the same words
 * @param reason why, in words
 * @param flags what a reader should know and no verdict says, for example that Little's law does not hold
 * @param seconds measured, after the warm-up cut
 * @param offered requests due; {@code sent}, {@code completed} and {@code errors} (by kind) likewise count requests
 * @param throughput successful requests/s over the measured seconds
 * @param response from the intended start; {@code service} from the send; {@code lag} from intended start to send
 * @param number among all that were driven in its session, from 1, as the trace ids of its requests carry it
 * @param dependencies what services asked of others meanwhile, those that requests waited for longest first; absent if no trace of the step came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadStep(
        double rate,
        String verdict,
        String saturation,
        String reason,
        List<String> flags,
        double seconds,
        long offered,
        long sent,
        long completed,
        Map<String, Long> errors,
        long dropped,
        double throughput,
        Latency response,
        Latency service,
        Latency lag,
        Map<String, Double> resources,
        @Nullable Integer number,
        @Nullable List<StepDependency> dependencies) {

    /** Percentiles in milliseconds; one that the sample cannot carry is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Latency(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double max,
            double mean) {}
}
