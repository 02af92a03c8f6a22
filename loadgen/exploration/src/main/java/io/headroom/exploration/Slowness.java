package io.headroom.exploration;

import static java.util.Locale.ROOT;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether response times are still acceptable. */
final class Slowness {

    /*
     * ratio = p95(step) / limit, where limit is the agreed p95 or, without one, the baseline doubled:
     *
     *     limit = max(2·p95(baseline), p95(baseline) + 10 ms).
     *
     * The second term is a floor: on a machine that others use as well, 2 ms become 5 ms by themselves. Numerator and limit are both resampled
     * (moving blocks of windows) because both are uncertain. FAIL if the whole 95 % interval of the ratio is above 1, PASS if all of it is below.
     */

    private static final double PERCENTILE = 0.95;
    private static final double CLEARLY_FASTER = 0.9;

    private final BlockBootstrap bootstrap;
    private final Limits limits;

    /** Resampled p95 of the baseline, absent before it was measured. */
    private double @Nullable [] baselineMillis;

    Slowness(BlockBootstrap bootstrap, Limits limits) {
        this.bootstrap = bootstrap;
        this.limits = limits;
    }

    /** Takes note of what "doubled" refers to. */
    void refersTo(Baseline baseline) {
        this.baselineMillis = p95s(Sample.whole(baseline.windows()));
    }

    /** Whether a sample is faster than the baseline beyond doubt, by at least a tenth. */
    boolean fasterThanBaseline(Sample sample) {
        double[] baseline = baselineMillis;
        if (baseline == null || sample.latencies().total() < SampleSize.carrying(PERCENTILE)) {
            return false;
        }
        double[] millis = p95s(sample);
        double[] ratios = new double[millis.length];
        Arrays.setAll(ratios, r -> millis[r] / baseline[r]);
        return BlockBootstrap.range(ratios).upper() < CLEARLY_FASTER;
    }

    /** Judges a sample; without a baseline, only an agreed limit can be exceeded. */
    Finding of(Sample sample) {
        double[] baseline = baselineMillis;
        if (baseline == null && limits.p95Millis().isEmpty()) {
            return new Finding(Verdict.PASS, "it is the baseline");
        }
        long needed = SampleSize.carrying(PERCENTILE);
        if (sample.latencies().total() < needed) {
            return new Finding(
                    Verdict.UNDECIDED,
                    String.format(
                            ROOT,
                            "%d successful requests cannot carry a p95 (%d can)",
                            sample.latencies().total(),
                            needed));
        }
        double[] millis = p95s(sample);
        double[] ratios = new double[millis.length];
        Arrays.setAll(ratios, r -> millis[r] / limits.millis(baseline == null ? 0 : baseline[r]));
        BlockBootstrap.Range range = BlockBootstrap.range(ratios);
        Verdict verdict = range.lower() > 1 ? Verdict.FAIL : range.upper() < 1 ? Verdict.PASS : Verdict.UNDECIDED;
        return new Finding(verdict, describe(sample, baseline, range));
    }

    private double[] p95s(Sample sample) {
        Latencies latencies = sample.latencies();
        return bootstrap.figures(
                latencies.windows(),
                sample.windowSeconds(),
                windows -> latencies.percentileMillis(PERCENTILE, windows));
    }

    private String describe(Sample sample, double @Nullable [] baseline, BlockBootstrap.Range range) {
        double reference =
                baseline == null ? 0 : Arrays.stream(baseline).average().orElse(0);
        return String.format(
                ROOT,
                "p95 %.1f ms, limit %.1f ms (ratio %.2f to %.2f)",
                sample.latencies().percentileMillis(PERCENTILE),
                limits.millis(reference),
                range.lower(),
                range.upper());
    }
}
