package io.headroom.exploration;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one measurement says.
 *
 * @param knee against the knee's criteria: response time and errors
 * @param maximum against the maximum's criteria: completed work keeps up with offered work, in-flight work does not rise
 * @param reason one sentence for people that covers both
 * @param measuredSeconds after the warm-up cut
 * @param warmUpWindows how many windows were cut
 * @param throughput successful requests/s over the measured seconds
 * @param offered requests due over the measured seconds; the following counts likewise
 * @param inFlight mean number of requests in flight
 * @param latency response times of the successful requests
 * @param flags what a reader should know, for example that Little's law does not hold; not part of the verdict
 */
public record Judgement(
        Verdict knee,
        Verdict maximum,
        String reason,
        double measuredSeconds,
        int warmUpWindows,
        double throughput,
        long offered,
        long sent,
        long completed,
        long errors,
        long dropped,
        double inFlight,
        Latency latency,
        List<String> flags) {

    /**
     * Response times in milliseconds. A percentile is absent if the sample is too small to carry it.
     *
     * @param max largest seen, 0 if nothing succeeded
     */
    public record Latency(
            OptionalDouble p50Millis,
            OptionalDouble p95Millis,
            OptionalDouble p99Millis,
            OptionalDouble p999Millis,
            double meanMillis,
            double maxMillis) {}
}
