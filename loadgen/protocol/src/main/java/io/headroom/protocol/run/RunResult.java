package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.protocol.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result document {@code headroom.run/1}. Durations are in seconds unless the name says otherwise, latencies in milliseconds, rates in
 * requests/s. What was not asked for is absent, never zero.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        String schema,
        String run,
        String service,
        @Nullable String campaign,
        Instant started,
        Instant finished,
        Verdict verdict,
        String reason,
        @Nullable Fault fault,
        Environment environment,
        Scenario scenario,
        @Nullable Capacity singleInstance,
        @Nullable Extrapolation extrapolation,
        List<Protection> protections,
        List<Finding> findings,
        List<Note> notes,
        @Nullable Generator generator) {

    public static final String SCHEMA = "headroom.run/1";

    /**
     * @param grade equivalence to production: A capacity, B per unit, C directional
     * @param parityHash of what was compared; absent where there is no production profile to compare with
     * @param created whether it ever stood
     * @param destroyed whether nothing of it is left
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Environment(
            String name,
            String module,
            String instanceClass,
            String grade,
            @Nullable String parityHash,
            boolean created,
            boolean destroyed) {}

    /**
     * @param source path of the file
     * @param hash SHA-256 of its text, in hexadecimal
     */
    public record Scenario(String name, String source, String hash) {}

    /**
     * What one instance carries.
     *
     * @param knee up to where latency and errors stay acceptable
     * @param maximum up to where completed work grows with offered work
     * @param bindingResource what ran out first, {@code unknown} if no figure tells
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Capacity(Interval knee, Interval maximum, String bindingResource, List<Step> steps) {}

    /**
     * A capacity with its uncertainty.
     *
     * @param upper absent if no rate failed: the capacity is at least {@code lower}
     * @param confidence of the interval, 0 to 1
     * @param reason why it is open or cut short, absent otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Interval(
            double lower,
            double estimate,
            @Nullable Double upper,
            String unit,
            double confidence,
            @Nullable String reason) {}

    /**
     * One load step.
     *
     * @param verdict against the knee's criteria: PASS, FAIL, UNDECIDED or INVALID
     * @param saturation against the maximum's criteria, in the same words
     * @param reason why, in words
     * @param flags what a reader should know and no verdict says, for example that Little's law does not hold
     * @param seconds measured, after the warm-up cut
     * @param offered requests due; {@code sent}, {@code completed} and {@code errors} (by kind) likewise count requests
     * @param throughput successful requests/s over the measured seconds
     * @param response from the intended start; {@code service} from the send; {@code lag} from intended start to send
     */
    public record Step(
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
            Map<String, Double> resources) {}

    /** Percentiles in milliseconds; one that the sample cannot carry is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Latency(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double max,
            double mean) {}

    /**
     * @param predicted instances × one instance's maximum
     * @param measured maximum of all instances together
     * @param outcome aligned, rejected or inconclusive
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extrapolation(
            int instances,
            double predicted,
            double measured,
            Capacity capacity,
            Efficiency efficiency,
            String outcome,
            List<String> attribution) {}

    /**
     * Measured over predicted, with its interval.
     *
     * @param upper absent if no rate failed with all instances: the efficiency is at least {@code lower}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Efficiency(
            double lower, double estimate, @Nullable Double upper) {}

    /**
     * @param openSeconds how long the protection stood relaxed
     * @param blockedShareBefore share of a burst that the protection refused before it was relaxed, 0 to 1
     * @param state the protocol's state at the end, {@code DISARMED} when all is well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Protection(
            String name,
            String adapter,
            double openSeconds,
            @Nullable Double blockedShareBefore,
            boolean verifiedOpen,
            boolean verifiedClosed,
            String state) {}

    public record Finding(String kind, String severity, String statement, Map<String, String> evidence) {}

    /** Something that happened and that a reader should know, for example an instance lost and replaced. */
    public record Note(Instant at, String severity, String text) {}

    /** The generator over the whole run. */
    public record Generator(String verdict, List<String> reasons, double lagP99Millis, double cpu, long dropped) {}
}
