package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.capacity.MeasuredCapacity;
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
        @Nullable MeasuredCapacity singleInstance,
        @Nullable Extrapolation extrapolation,
        @Nullable List<RunRecovery> recovery,
        @Nullable RunAssessment assessment,
        @Nullable RunRegression regression,
        List<Protection> protections,
        List<Finding> findings,
        @Nullable Coverage coverage,
        List<Note> notes,
        @Nullable Generator generator) {

    public static final String SCHEMA = "headroom.run/1";

    /**
     * @param grade equivalence to production: A capacity, B per unit, C directional
     * @param figures what the figures are worth: {@code capacity}, {@code per unit} or {@code directional}
     * @param parityHash of what was compared; absent where there is no production profile to compare with
     * @param equivalence what the grade rests on; absent where there is no production profile to compare with
     * @param created whether it ever stood
     * @param destroyed whether nothing of it is left
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Environment(
            String name,
            String module,
            String instanceClass,
            String grade,
            String figures,
            @Nullable String parityHash,
            @Nullable Equivalence equivalence,
            boolean created,
            boolean destroyed) {}

    /**
     * What a grade rests on.
     *
     * @param production name of the production profile
     * @param reasons why the grade is not better, worst first; empty for A
     * @param declared what the method changed on purpose, which does not lower the grade
     */
    public record Equivalence(String production, List<String> reasons, List<String> declared) {}

    /**
     * @param source path of the file
     * @param hash SHA-256 of its text and, for each file that its feeds read, of a line with name and own hash; in hexadecimal
     */
    public record Scenario(String name, String source, String hash) {}

    /**
     * @param predicted instances × one instance's maximum
     * @param measured maximum of all instances together, over all searches
     * @param searches how many searches for it the efficiency's interval rests on
     * @param capacity what the last of them found
     * @param outcome aligned, rejected or inconclusive
     * @param scaling the law that more numbers of instances follow; absent if none were asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extrapolation(
            int instances,
            double predicted,
            double measured,
            int searches,
            MeasuredCapacity capacity,
            Efficiency efficiency,
            String outcome,
            @Nullable RunScaling scaling,
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

    /**
     * A cause that the run's figures show.
     *
     * @param kind for example {@code n-plus-one}
     * @param subject what it is about; the same kind of the same subject in another run is the same finding
     * @param severity high, medium or low
     * @param statement one sentence with the figures that matter most
     * @param evidence figures by the load step, instance or other row that they belong to
     * @param suggestion what to do about it
     * @param traces ids of traces in which it can be seen
     */
    public record Finding(
            String kind,
            String subject,
            String severity,
            String statement,
            Map<String, String> evidence,
            String suggestion,
            List<String> traces) {}

    /**
     * What the findings are drawn from, without which "none" says nothing.
     *
     * @param steps load steps that were measured; {@code traced} are those of which any trace came
     * @param requests of which any span came; {@code complete} are those with a complete trace
     * @param unobserved peers that are asked over HTTP or RPC and report no span of their own
     * @param sentence the same for people
     */
    public record Coverage(
            int steps, int traced, long requests, long complete, List<String> unobserved, String sentence) {}

    /** Something that happened and that a reader should know, for example an instance lost and replaced. */
    public record Note(Instant at, String severity, String text) {}
}
