package io.headroom.exploration;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns samples into judgements: one verdict about the knee, one about the maximum. */
final class Judge {

    private static final double LITTLE_TOLERANCE = 0.05;
    private static final double IN_STEP = 1;

    private final Limits limits;
    private final Slowness slowness;
    private @Nullable Baseline baseline;

    Judge(Limits limits, BlockBootstrap bootstrap) {
        this.limits = limits;
        this.slowness = new Slowness(bootstrap, limits);
    }

    /** From now on samples are compared with this baseline. */
    void refersTo(Baseline baseline) {
        this.baseline = baseline;
        slowness.refersTo(baseline);
    }

    /** Whether a sample shows that the baseline was taken before the service was warm: under more load it is faster. */
    boolean outdatesBaseline(Sample sample, Judgement judgement) {
        return judgement.knee() == Verdict.PASS
                && judgement.maximum() == Verdict.PASS
                && slowness.fasterThanBaseline(sample);
    }

    /** Who does not complete the work is past the knee as well, however fast the rest is. */
    Judgement of(Sample sample) {
        double failedBefore = baseline == null ? 0 : baseline.errorShare();
        Finding saturation = Saturation.of(sample, 1 - failedBefore);
        Finding failures = Failures.of(sample, limits, failedBefore);
        if (saturation.verdict() == Verdict.FAIL) {
            return judgement(sample, Verdict.FAIL, Verdict.FAIL, saturation.reason() + "; " + failures.reason());
        }
        Finding slow = slowness.of(sample);
        Verdict knee = worse(slow.verdict(), failures.verdict());
        String reason = saturation.reason() + "; " + slow.reason() + "; " + failures.reason();
        return judgement(sample, knee, saturation.verdict(), reason);
    }

    /** What is said of the baseline and of a known baseline: it is what others are compared with, so it passes. */
    Judgement ofBaseline(Sample sample) {
        return judgement(sample, Verdict.PASS, Verdict.PASS, "it is the baseline");
    }

    /** What is said of a measurement that was spoiled; its figures are shown all the same. */
    Judgement invalid(Sample sample, String reason) {
        return judgement(sample, Verdict.INVALID, Verdict.INVALID, reason);
    }

    private static Verdict worse(Verdict one, Verdict other) {
        if (one == Verdict.FAIL || other == Verdict.FAIL) {
            return Verdict.FAIL;
        }
        return one == Verdict.UNDECIDED ? one : other;
    }

    private static Judgement judgement(Sample sample, Verdict knee, Verdict maximum, String reason) {
        Latencies latencies = sample.latencies();
        return new Judgement(
                knee,
                maximum,
                reason,
                sample.seconds(),
                sample.warmUpWindows(),
                sample.throughput(),
                sample.offered(),
                sample.sent(),
                sample.completed(),
                sample.errors(),
                sample.dropped(),
                sample.inFlightMean(),
                new Judgement.Latency(
                        latencies.carried(0.5),
                        latencies.carried(0.95),
                        latencies.carried(0.99),
                        latencies.carried(0.999),
                        sample.responseMillisMean(),
                        latencies.percentileMillis(1)),
                flags(sample, maximum));
    }

    private static List<String> flags(Sample sample, Verdict maximum) {
        List<String> flags = new ArrayList<>();
        if (!sample.steady()) {
            flags.add("response times had not settled by the middle of the step");
        }
        if (maximum == Verdict.PASS && sample.failed().share() == 0) {
            flags.addAll(littlesLaw(sample));
        }
        return flags;
    }

    /*
     * Little's law: L = X·R. L requests in flight (mean over the window ends), X requests/s, R seconds of response. It holds for every stable system, so a
     * difference over 5 % that the scatter of L does not explain means that one of the three was measured wrongly. Evenly spaced arrivals may keep step with
     * the windows: then every window ends at the same moment between two arrivals, and L is off by up to one request without any scatter.
     *
     * J. D. C. Little, A proof for the queuing formula L = λW, Operations Research 9, 1961.
     */
    private static List<String> littlesLaw(Sample sample) {
        double measured = sample.inFlightMean();
        double expected = sample.throughput() * sample.responseMillisMean() / 1_000;
        double scatter = 0;
        for (double inFlight : sample.inFlight()) {
            scatter += (inFlight - measured) * (inFlight - measured);
        }
        int n = sample.windows().size();
        // Windows follow each other too closely to be independent; a second each is close enough to it.
        double independent = Math.max(2, Math.min(n, sample.seconds()));
        double uncertainty = 3 * Math.sqrt(scatter / Math.max(1, n - 1) / independent);
        boolean holds = Math.abs(measured - expected) <= LITTLE_TOLERANCE * measured + uncertainty + IN_STEP;
        return holds
                ? List.of()
                : List.of(String.format(
                        ROOT,
                        "Little's law does not hold: %.1f requests in flight, but rate × response time is %.1f",
                        measured,
                        expected));
    }
}
