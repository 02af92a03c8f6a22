package io.headroom.exploration;

import io.headroom.exploration.KneeRefinement.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The knee as all measurements near it tell together, in requests/s with a 95 % interval.
 *
 * @param slope change of the logit of the slow share with the logarithm of the rate
 * @param baselineShare how much of the interval's variance comes from the baseline's, 0 to 1
 */
record KneeFit(double lower, double estimate, double upper, double slope, double baselineShare) {

    /*
     * The p95 is at its limit L where one response in twenty is slower than L. That share s is linear in what was counted, so, unlike a percentile, it has no
     * bias in short and in correlated samples, and samples at several rates λ can be joined by a curve (see SlowCurve): ln(s/(1−s)) = α + β·ln λ,
     *
     *     knee K:  s = 0.05.
     *
     * In M/M/1 s = e^{−(μ−λ)L}, whose logarithm is a straight line in λ; in M/M/c it nearly is one where s is small. The curve is trusted near the knee only, where
     * it gives 0.5 % to 40 %, and only with measured rates on both sides.
     *
     * Uncertainty: a queue remembers, so requests and neighbouring windows are no independent witnesses; long sections are. The delete-one-section jackknife [1]
     *
     *     s_K² = (G−1)/G · Σ_g (ln K_(g) − mean)²,       G sections of about equal length, some twelve
     *
     * does not ask how strongly they are correlated inside. Likewise L, from sections of the baseline, where L is the baseline's double. Both add up:
     *
     *     s² = s_K² + (∂ln K/∂ln L)²·s_L² + 0.014²,      with Satterthwaite's degrees of freedom and Student's t.
     *
     * The last term is what the curve's form and the start of each step from idle do to the knee; it is the size at which simulated searches (./headroom bench search)
     * are right as often as they say.
     *
     * [1] B. Efron, C. Stein, The jackknife estimate of variance, Annals of Statistics 9, 1981.
     */

    static final double SLOW_SHARE = 0.05;
    static final double SHARE_LEAST = 0.005;
    static final double SHARE_MOST = 0.4;
    private static final double SECTIONS = 12;
    private static final int SECTIONS_FEWEST = 6;
    static final double FORM = 0.014;
    /** No more is promised than the form allows. */
    static final double HALF_WIDTH_LEAST = 2.5 * FORM;

    private static final double LIMIT_STEP = 0.05;
    private static final int ROUNDS_MOST = 4;
    private static final double CONFIDENCE = 0.95;
    private static final double DISTINCT = 1.005;

    /** Half of the interval ÷ the estimate. */
    double halfWidth() {
        return (upper - lower) / 2 / estimate;
    }

    /** The rate at which the odds of a slow response are so many times those at the knee. */
    double rateAtOdds(double times) {
        return estimate * Math.exp(Math.log(times) / slope);
    }

    /** Empty as long as the measured rates do not surround the knee. */
    static Optional<KneeFit> of(List<Stretch> stretches, Latencies atBaseline, Limits limits) {
        double limit = limits.millis(atBaseline.percentileMillis(1 - SLOW_SHARE));
        List<Stretch> near = nearKnee(stretches, limit);
        List<Section> sections = sections(near);
        Optional<SlowCurve> curve = SlowCurve.through(counts(sections, limit, -1));
        if (sections.size() < SECTIONS_FEWEST || curve.isEmpty() || !surround(near, curve.get())) {
            return Optional.empty();
        }
        double[] without = new double[sections.size()];
        for (int g = 0; g < without.length; g++) {
            Optional<SlowCurve> left = SlowCurve.through(counts(sections, limit, g));
            if (left.isEmpty()) {
                return Optional.empty();
            }
            without[g] = Math.log(left.get().rateAt(SLOW_SHARE));
        }
        double estimate = curve.get().rateAt(SLOW_SHARE);
        Spread limitSpread = spreadOfLimit(atBaseline, limits);
        return limitSlope(sections, limit).map(slope -> {
            Spread ofBaseline = new Spread(slope * slope * limitSpread.variance(), limitSpread.freedom());
            Spread ofCurve = new Spread(jackknife(without), without.length - 2.0);
            return of(estimate, curve.get().slope(), ofCurve, ofBaseline);
        });
    }

    /** A variance, and the degrees of freedom it is known with. */
    private record Spread(double variance, double freedom) {}

    private static KneeFit of(double estimate, double slope, Spread curve, Spread baseline) {
        double variance = curve.variance() + baseline.variance() + FORM * FORM;
        double freedom = variance
                * variance
                / (curve.variance() * curve.variance() / curve.freedom()
                        + baseline.variance() * baseline.variance() / baseline.freedom());
        double margin = variance == 0
                ? 0
                : TDistribution.of(freedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2) * Math.sqrt(variance);
        return new KneeFit(
                estimate * Math.exp(-margin),
                estimate,
                estimate * Math.exp(margin),
                slope,
                variance == 0 ? 0 : baseline.variance() / variance);
    }

    /** Some neighbouring windows of a sample. */
    private record Section(double rate, Latencies latencies, int first, int end) {}

    private static double slowShare(Stretch stretch, double limitMillis) {
        Latencies latencies = stretch.sample().latencies();
        return (double) latencies.slower(limitMillis, 0, latencies.windows()) / Math.max(1, latencies.total());
    }

    private static List<Stretch> nearKnee(List<Stretch> all, double limit) {
        List<Stretch> near = all.stream()
                .filter(stretch ->
                        slowShare(stretch, limit) > SHARE_LEAST / 2 && slowShare(stretch, limit) < SHARE_MOST)
                .toList();
        for (int round = 0; round < ROUNDS_MOST; round++) {
            Optional<SlowCurve> curve = SlowCurve.through(counts(sections(near), limit, -1));
            if (curve.isEmpty()) {
                return near;
            }
            List<Stretch> next = all.stream()
                    .filter(stretch -> curve.get().shareAt(stretch.rate()) > SHARE_LEAST
                            && curve.get().shareAt(stretch.rate()) < SHARE_MOST)
                    .toList();
            if (next.equals(near)) {
                return near;
            }
            near = next;
        }
        return near;
    }

    private static boolean surround(List<Stretch> near, SlowCurve curve) {
        double knee = curve.rateAt(SLOW_SHARE);
        return near.stream().anyMatch(stretch -> stretch.rate() * DISTINCT <= knee)
                && near.stream().anyMatch(stretch -> stretch.rate() >= knee * DISTINCT);
    }

    private static List<Section> sections(List<Stretch> near) {
        double total = near.stream().mapToDouble(s -> s.sample().seconds()).sum();
        List<Section> sections = new ArrayList<>();
        for (Stretch stretch : near) {
            Latencies latencies = stretch.sample().latencies();
            int windows = latencies.windows();
            int pieces = (int) Math.clamp(Math.round(SECTIONS * stretch.sample().seconds() / total), 1, windows);
            for (int p = 0; p < pieces; p++) {
                sections.add(new Section(stretch.rate(), latencies, p * windows / pieces, (p + 1) * windows / pieces));
            }
        }
        return sections;
    }

    private static List<SlowCurve.Count> counts(List<Section> sections, double limit, int without) {
        List<SlowCurve.Count> counts = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (i != without) {
                Latencies latencies = section.latencies();
                counts.add(new SlowCurve.Count(
                        section.rate(),
                        latencies.requests(section.first(), section.end()),
                        latencies.slower(limit, section.first(), section.end())));
            }
        }
        return counts;
    }

    /** ∂ln K/∂ln L, by central difference. */
    private static Optional<Double> limitSlope(List<Section> sections, double limit) {
        Optional<SlowCurve> low = SlowCurve.through(counts(sections, limit * Math.exp(-LIMIT_STEP), -1));
        Optional<SlowCurve> high = SlowCurve.through(counts(sections, limit * Math.exp(LIMIT_STEP), -1));
        return low.flatMap(
                l -> high.map(h -> Math.log(h.rateAt(SLOW_SHARE) / l.rateAt(SLOW_SHARE)) / (2 * LIMIT_STEP)));
    }

    private static Spread spreadOfLimit(Latencies baseline, Limits limits) {
        int windows = baseline.windows();
        int pieces = (int) Math.min(SECTIONS, windows);
        double[] without = new double[pieces];
        for (int p = 0; p < pieces; p++) {
            int first = p * windows / pieces;
            int end = (p + 1) * windows / pieces;
            int[] kept = new int[windows - (end - first)];
            Arrays.setAll(kept, w -> w < first ? w : w + end - first);
            without[p] = Math.log(limits.millis(baseline.percentileMillis(1 - SLOW_SHARE, kept)));
        }
        return new Spread(jackknife(without), Math.max(1, pieces - 1));
    }

    private static double jackknife(double[] without) {
        double mean = Arrays.stream(without).average().orElse(0);
        double squares = 0;
        for (double each : without) {
            squares += (each - mean) * (each - mean);
        }
        return squares * (without.length - 1) / Math.max(1, without.length);
    }
}
