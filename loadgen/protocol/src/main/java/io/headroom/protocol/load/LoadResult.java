package io.headroom.protocol.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result document {@code headroom.load/1}. Times are in seconds unless the name says otherwise, latencies in milliseconds, rates in requests/s. What was
 * not asked for, and what the sample cannot carry, is absent, never zero. Its JSON schema is {@code docs/schema/headroom.load-1.json}.
 *
 * @param reason the verdict in one sentence
 * @param fault whose fault it is, absent when the verdict is {@code pass}
 * @param interrupted whether the user ended it before its time
 * @param seconds measured: the load's whole length, or what of it had passed when it was interrupted
 * @param windowSeconds length of each element of {@code series}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadResult(
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
        Load load,
        List<Objective> objectives,
        double seconds,
        Totals totals,
        List<Request> requests,
        List<Journey> journeys,
        double windowSeconds,
        List<Window> series,
        List<Shortage> shortages,
        Generator generator,
        Environment environment) {

    public static final String SCHEMA = "headroom.load/1";

    /**
     * @param source path of the file, as it was given
     * @param hash SHA-256 of its text and, for each file that its feeds read, of a line with name and own hash; in hexadecimal
     */
    public record Scenario(String name, String source, String hash) {}

    /**
     * What the load was sent to.
     *
     * @param url without user and password
     * @param headers names of the headers that were added to every request; their values may be secrets and are left out
     */
    public record Target(String url, List<String> headers, double timeoutSeconds) {}

    /**
     * What was asked for.
     *
     * @param model {@code open}: requests/s; {@code closed}: users
     * @param spacing of the open model: {@code even} or {@code poisson}; {@code pacing}, {@code tick} or {@code exact}, likewise
     * @param pauseSeconds of the closed model: a user's pause between two journeys
     * @param requestsPerJourney mean over the mix, by which requests/s became journeys/s
     * @param loops event loops, one core each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Load(
            String model,
            List<Stage> stages,
            @Nullable String spacing,
            @Nullable String pacing,
            @Nullable Double pauseSeconds,
            double requestsPerJourney,
            int loops,
            long seed) {}

    /**
     * A stretch of the load that goes straight from one level to another.
     *
     * @param from requests/s, or users in the closed model; {@code to} likewise
     */
    public record Stage(double from, double to, double seconds) {}

    /**
     * @param text as the user wrote it
     * @param limit in milliseconds, requests/s, or as a share between 0 and 1
     * @param actual in the same unit; absent if nothing was measured
     * @param met absent if too little was measured to tell
     * @param sentence what was found, for people
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Objective(
            String text,
            String metric,
            double limit,
            @Nullable Double actual,
            @Nullable Boolean met,
            String sentence) {}

    /**
     * Requests over the whole load: {@code started = completed + errors + unfinished}.
     *
     * @param offered due, and those that failed or dropped journeys never issued
     * @param sent written to a connection
     * @param dropped of arrivals that could not begin
     * @param unfinished cut off at the end
     * @param requestsPerSecond answered as expected, while the load lasted
     * @param errorShare failed, dropped and unfinished ones ÷ offered ones, 0 to 1
     * @param firstFailures one sentence for the first failure of each kind
     * @param response of all requests together, likewise {@code service} and {@code lag}
     */
    public record Totals(
            long offered,
            long started,
            long sent,
            long completed,
            Map<String, Long> errors,
            long dropped,
            long unfinished,
            double requestsPerSecond,
            double errorShare,
            Map<String, String> firstFailures,
            Latency response,
            Latency service,
            Latency lag) {}

    /**
     * Requests of one name.
     *
     * @param completed answered as expected; latencies are theirs
     * @param response from the due time to the last byte; {@code service} from the send; {@code lag} from the due time to the send
     * @param histograms over the whole load
     * @param windows response times by time, for comparisons
     */
    public record Request(
            String name,
            long completed,
            Map<String, Long> errors,
            double requestsPerSecond,
            Latency response,
            Latency service,
            Latency lag,
            Histograms histograms,
            Windows windows) {}

    /**
     * Percentiles in milliseconds; one that the sample cannot carry is absent.
     *
     * @param p999 99.9th percentile
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Latency(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double p999,
            @Nullable Double max,
            @Nullable Double mean) {}

    /** HdrHistograms of microseconds in their compressed form (V2), base64 in JSON. */
    public record Histograms(byte[] response, byte[] service, byte[] lag) {}

    /**
     * One compressed HdrHistogram of response times for each stretch of the load.
     *
     * @param seconds length of each stretch
     */
    public record Windows(double seconds, List<byte[]> response) {}

    /**
     * @param failed those with a failed request; {@code dropped} never began; {@code unfinished} were cut off at the end
     * @param response from the scheduled arrival to the end of successful ones
     */
    public record Journey(String name, long succeeded, long failed, long dropped, long unfinished, Latency response) {}

    /**
     * @param second when the window begins, from the beginning of the load
     * @param offered due within the window; sent, completed and failed (by whatever kind) are counted when they happened
     * @param inFlight begun and not ended when the window closed
     * @param response of requests that were due within the window
     */
    public record Window(
            double second,
            long offered,
            long sent,
            long completed,
            long errors,
            long dropped,
            long inFlight,
            Latency response) {}

    /** What ran out: {@code users}, {@code connections}, {@code generator} or {@code target}. */
    public record Shortage(String of, String sentence) {}

    /**
     * How the generator itself fared.
     *
     * @param verdict {@code valid} or {@code invalid}
     * @param lagP99Millis 99th percentile of the time by which journeys began late
     * @param cpu share of the event loops' cores that were used, 0 to 1
     * @param gcMillis spent in garbage collection
     * @param stallMillisMax longest time by which an event loop woke late
     * @param kept how well arrivals kept their schedule; absent in the closed model
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Generator(
            String verdict,
            List<String> reasons,
            double lagP99Millis,
            double cpu,
            double gcMillis,
            double stallMillisMax,
            long dropped,
            @Nullable Kept kept) {}

    /**
     * The schedule that was kept.
     *
     * @param arrivals journeys that were due
     * @param journeysPerSecond mean rate that the requests/s were converted to
     * @param within01Millis share of the arrivals that began at most 0.1 ms late, 0 to 1; the others likewise for 1 and 10 ms
     */
    public record Kept(
            long arrivals,
            double journeysPerSecond,
            double within01Millis,
            double within1Millis,
            double within10Millis) {}

    /** The machine that sent the load. */
    public record Environment(int cores, String java, String system, String headroom) {}
}
