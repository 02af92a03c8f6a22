package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Calls that multiply when they fail: more calls for each request than at the least load, and each additional one preceded by a failure. More calls
 * without failures have other reasons, such as more data; failures without more calls are not retried.
 */
public final class RetryAmplification {

    static final double FACTOR_MIN = 1.25;
    private static final long REQUESTS_MIN = 20;

    private RetryAmplification() {}

    /**
     * @param requests that called this dependency at least once
     * @param calls of those requests
     * @param failed calls of those
     */
    public record Reading(double perSecond, long requests, long calls, long failed) implements Load {

        double callsPerRequest() {
            return calls / (double) requests;
        }
    }

    public static Optional<Finding> find(String dependency, List<Reading> steps) {
        List<Reading> readings = Load.rising(
                steps.stream().filter(step -> step.requests() >= REQUESTS_MIN).toList());
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        Reading least = readings.getFirst();
        return readings.stream()
                .filter(step -> amplifies(step, least))
                .reduce((one, other) -> one.callsPerRequest() >= other.callsPerRequest() ? one : other)
                .map(worst -> finding(dependency, readings, least, worst));
    }

    private static boolean amplifies(Reading step, Reading least) {
        double additional = step.calls() - least.callsPerRequest() * step.requests();
        return step.callsPerRequest() >= FACTOR_MIN * least.callsPerRequest() && additional <= step.failed();
    }

    private static Finding finding(String dependency, List<Reading> readings, Reading least, Reading worst) {
        return new Finding(
                FindingKind.RETRY_AMPLIFICATION,
                dependency,
                String.format(
                        Locale.ROOT,
                        "A request calls %s %.1f times at %.0f requests/s and %.1f times at %.0f, where %.0f %% of the calls fail: retries add load"
                                + " where there is too much of it.",
                        dependency,
                        least.callsPerRequest(),
                        least.perSecond(),
                        worst.callsPerRequest(),
                        worst.perSecond(),
                        100.0 * worst.failed() / worst.calls()),
                readings.stream().map(RetryAmplification::evidence).toList(),
                "Retry once at most, after a growing and random pause, and stop when most calls fail (a circuit breaker).");
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                Load.row(reading),
                String.format(
                        Locale.ROOT,
                        "%.2f calls for each of %d requests, %d failed",
                        reading.callsPerRequest(),
                        reading.requests(),
                        reading.failed()));
    }
}
