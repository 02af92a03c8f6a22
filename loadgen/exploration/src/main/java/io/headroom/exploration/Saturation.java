package io.headroom.exploration;

import static java.util.Locale.ROOT;

/** Whether completed work keeps up with offered work. */
final class Saturation {

    /*
     * Beyond its capacity C a service completes C and no more. What it is offered beside, δ = λ/C − 1, it piles up (in-flight work rises by δ·C
     * per second) or refuses. So a rate λ fails if
     *
     *     Σ completed / Σ offered < 0.98 of what the baseline completes,
     *
     * and the missing part is seen either as significant refusals (Wilson's lower bound) or as a significant rise (Mann–Kendall p < 0.01, Theil–Sen
     * rise over the step > 10 % of the mean). The second half guards against chance: a short step may end while a few requests more than usual are in
     * flight. One sign without the other is undecided; it is repeated.
     */

    static final double COMPLETED_SHARE_FEWEST = 0.98;
    private static final double SIGNIFICANCE = 0.01;
    private static final double MATERIAL_RISE = 0.1;

    private Saturation() {}

    /**
     * Judges a sample.
     *
     * @param successShare completed ÷ offered requests at the baseline, 0 to 1
     */
    static Finding of(Sample sample, double successShare) {
        double completed = sample.offered() == 0 ? 1 : (double) sample.completed() / sample.offered();
        boolean missing = completed < COMPLETED_SHARE_FEWEST * successShare;
        boolean refusing = sample.failed().lower() > 1 - COMPLETED_SHARE_FEWEST * successShare;
        double rise = significantRise(sample);
        if (refusing || (missing && rise > 0)) {
            return new Finding(Verdict.FAIL, describe("saturated", sample, rise));
        }
        if (rise > 0) {
            return new Finding(
                    Verdict.UNDECIDED, describe("in-flight work rises, but most work is completed", sample, rise));
        }
        if (missing && !explainedByTheEdges(sample)) {
            return new Finding(
                    Verdict.UNDECIDED, describe("work is missing, but in-flight work does not rise", sample, rise));
        }
        return new Finding(Verdict.PASS, describe("keeps up", sample, rise));
    }

    /** Requests by which in-flight work rose over the sample, 0 if that may be chance. */
    private static double significantRise(Sample sample) {
        double[] inFlight = sample.inFlight();
        Trend trend = Trend.of(inFlight);
        double rise = trend.slope() * inFlight.length;
        boolean significant = trend.risingProbability() < SIGNIFICANCE && rise > MATERIAL_RISE * sample.inFlightMean();
        return significant ? rise : 0;
    }

    /** What a sample's ends may cut off: a stable queue's length varies about as its mean, at either end. */
    private static boolean explainedByTheEdges(Sample sample) {
        double missing = sample.offered() - sample.completed() - sample.errors() - sample.dropped();
        return Math.abs(missing) <= 3 * Math.sqrt(2 * Math.max(1, sample.inFlightMean()));
    }

    private static String describe(String what, Sample sample, double rise) {
        String text = String.format(
                ROOT, "%s: completes %.1f of %.1f offered requests/s", what, sample.throughput(), sample.offeredRate());
        return rise > 0
                ? text + String.format(ROOT, ", in-flight work rises by %.1f/s", rise / sample.seconds())
                : text;
    }
}
