package io.headroom.exploration;

import io.headroom.exploration.Decision.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures around the knee, once it is known roughly, until its interval is narrow enough. */
final class KneeRefinement {

    /*
     * What the climb and the bisection measured chose where to go on, so luck is in it: a rate that happened to pass is left behind. The interval therefore rests
     * on steps that are made only for it, whatever they show:
     *
     *     nothing known          at the middle of the bracket
     *     one side known         4 % further on
     *     both sides known       between them, until a curve fits (KneeFit) or they are too near to each other for any: a cliff
     *     a curve fits           where the odds of a slow response are 2.5 times those at the knee, or 1/2.5 of them: the side that was measured less
     *
     * First the baseline is measured again, now that the service is warm, and once more if the interval's width comes mostly from there.
     * A step is long enough for 15,000 requests, from 60 s to what the preset gives.
     */

    private static final double SLOW_SHARE = KneeFit.SLOW_SHARE;
    private static final double STRIDE = 1.04;
    private static final double ODDS = 2.5;
    private static final double ASIDE_MOST = 0.15;
    private static final double BELOW_PLATEAU = 0.99;
    private static final double BASELINE_SHARE_MOST = 0.5;
    private static final double REQUESTS = 15_000;
    private static final double SECONDS_LEAST = 60;
    private static final int STEPS_FEWEST = 4;
    private static final double OUTSIDE = 1.1;

    /** Measured at a rate in requests/s. */
    record Stretch(double rate, Sample sample) {}

    private final Preset preset;
    private final Limits limits;
    private final List<Stretch> stretches = new ArrayList<>();
    private Optional<KneeFit> fit = Optional.empty();
    private double limitMillis;
    private boolean refreshed;

    KneeRefinement(Preset preset, Limits limits) {
        this.preset = preset;
        this.limits = limits;
    }

    void add(double rate, Sample sample) {
        stretches.add(new Stretch(rate, sample));
    }

    /** Joins all that was added, with what "doubled" refers to now. */
    void refersTo(Baseline baseline) {
        Latencies latencies = Latencies.of(baseline.windows());
        limitMillis = limits.millis(latencies.percentileMillis(1 - SLOW_SHARE));
        fit = KneeFit.of(stretches, latencies, limits);
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** Steps that are still needed, at least. */
    int stepsLeft() {
        return fit.isPresent() || isCliff() ? 0 : Math.max(0, STEPS_FEWEST - stretches.size());
    }

    /** The windows of a baseline that was measured again. The first one is replaced, for the service may not have been warm; later ones are joined. */
    List<Window> longerBaseline(Baseline known, Sample sample) {
        List<Window> windows = new ArrayList<>(refreshed ? known.windows() : List.of());
        windows.addAll(sample.windows());
        refreshed = true;
        return windows;
    }

    /** The curve, if there is one. */
    Optional<KneeFit> fit() {
        return fit;
    }

    /** The highest rate at which less than one response in twenty is slow, below every rate at which more are. */
    double below() {
        double above = above();
        return stretches.stream()
                .filter(stretch -> slowShare(stretch.rate()) < SLOW_SHARE && stretch.rate() < above)
                .mapToDouble(Stretch::rate)
                .max()
                .orElse(0);
    }

    /** The lowest rate at which more are. */
    double above() {
        return stretches.stream()
                .filter(stretch -> slowShare(stretch.rate()) >= SLOW_SHARE)
                .mapToDouble(Stretch::rate)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The lowest rate measured, infinite if there is none. */
    double lowest() {
        return stretches.stream().mapToDouble(Stretch::rate).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The highest rate measured, 0 if there is none. */
    double highest() {
        return stretches.stream().mapToDouble(Stretch::rate).max().orElse(0);
    }

    /** The share of slow responses over all steps at a rate. */
    private double slowShare(double rate) {
        long slow = 0;
        long requests = 0;
        for (Stretch stretch : stretches) {
            if (stretch.rate() == rate) {
                Latencies latencies = stretch.sample().latencies();
                slow += latencies.slower(limitMillis, 0, latencies.windows());
                requests += latencies.total();
            }
        }
        return requests == 0 ? 1 : (double) slow / requests;
    }

    /** Whether the two sides are as near as the preset asks for, and no curve fits between them. */
    boolean isCliff() {
        return fit.isEmpty()
                && below() > 0
                && above() <= below() * (1 + preset.width())
                && slowShare(below()) < KneeFit.SHARE_LEAST
                && slowShare(above()) > KneeFit.SHARE_MOST;
    }

    /**
     * The next step, none when the interval is narrow enough or nothing more can be learned.
     *
     * @param bracket by verdicts
     */
    Optional<Measure> next(Bracket bracket, Optional<Plateau> plateau, double baselineRate) {
        if (stretches.isEmpty() && !refreshed) {
            return Optional.of(measure(baselineRate, Purpose.BASELINE));
        }
        boolean enough = stretches.size() >= STEPS_FEWEST;
        if (isCliff()
                || (enough
                        && fit.isPresent()
                        && fit.get().halfWidth() <= Math.max(preset.width(), KneeFit.HALF_WIDTH_LEAST))) {
            return Optional.empty();
        }
        if (enough && fit.isPresent() && fit.get().baselineShare() > BASELINE_SHARE_MOST) {
            return Optional.of(measure(baselineRate, Purpose.BASELINE));
        }
        double most = plateau.map(p -> BELOW_PLATEAU * p.estimate()).orElse(Double.POSITIVE_INFINITY);
        double rate = fit.map(this::besides).orElseGet(() -> sought(bracket));
        boolean outside = rate > OUTSIDE * bracket.upper().orElse(rate) || rate < bracket.lower() / OUTSIDE / OUTSIDE;
        double asked = Math.min(rate, most);
        return outside ? Optional.empty() : Optional.of(measure(asked, Purpose.REFINEMENT));
    }

    private double besides(KneeFit known) {
        double below = Math.max(known.rateAtOdds(1 / ODDS), known.estimate() * (1 - ASIDE_MOST));
        double above = Math.min(known.rateAtOdds(ODDS), known.estimate() * (1 + ASIDE_MOST));
        double secondsBelow = 0;
        double secondsAbove = 0;
        for (Stretch stretch : stretches) {
            secondsBelow += stretch.rate() < known.estimate() ? stretch.sample().seconds() : 0;
            secondsAbove +=
                    stretch.rate() < known.estimate() ? 0 : stretch.sample().seconds();
        }
        return secondsBelow <= secondsAbove ? below : above;
    }

    private double sought(Bracket bracket) {
        double below = below();
        double above = above();
        if (stretches.isEmpty()) {
            return Math.sqrt(bracket.lower() * bracket.upper().orElse(bracket.lower()));
        }
        if (below == 0) {
            return above / STRIDE;
        }
        if (Double.isInfinite(above)) {
            return below * STRIDE;
        }
        if (above > below * (1 + preset.width() / 2)) {
            return Math.sqrt(below * above);
        }
        // Too near to each other to show a slope: further and further away, on either side.
        double aside = Math.pow(STRIDE, 1 + stretches.size() / 2);
        return stretches.size() % 2 == 0 ? below / aside : above * aside;
    }

    private Measure measure(double rate, Purpose purpose) {
        double most = preset.steps().refinement();
        double seconds = purpose == Purpose.BASELINE
                ? most
                : Math.clamp(Math.ceil(REQUESTS / rate), Math.min(SECONDS_LEAST, most), most);
        return new Measure(Route.rounded(rate), Duration.ofMillis(Math.round(1_000 * seconds)), purpose);
    }
}
