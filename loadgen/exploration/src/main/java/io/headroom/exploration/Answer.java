package io.headroom.exploration;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns the ladder into the two capacities. */
final class Answer {

    /*
     * A rate that passes proves no more than what was completed, one that fails disproves no less than what was offered: the lower bound is the smaller of
     * asked and completed, the upper bound the larger of asked and offered. (Journeys of random length offer a few percent more or less than asked. Where
     * a saturated service holds its journeys up, they offer less than they would; there the share that the passing rates delivered is applied.)
     *
     * The maximum's estimate is the plateau: work that was completed is what "maximum" means. Its interval covers plateau and bracket. Only if more was
     * carried without saturation than completed under it (the service collapses under excess) the bracket alone counts, and the estimate is its
     * geometric middle; so it is for the knee, which never lies above the maximum.
     */

    /** A rate passes if 98 % of it is completed; less than that beneath it is chance. */
    private static final double COLLAPSED = 0.97;

    private static final double ORDINARY_DEVIATION = 0.03;

    private final Ladder ladder;
    private final Optional<Plateau> plateau;
    private final KneeRefinement refinement;
    private final Preset.Confidence confidence;

    Answer(Ladder ladder, Optional<Plateau> plateau, KneeRefinement refinement, Preset.Confidence confidence) {
        this.ladder = ladder;
        this.plateau = plateau;
        this.refinement = refinement;
        this.confidence = confidence;
    }

    /** The maximum, and why its search was cut short, if it was. */
    Capacity maximum(Optional<String> cutShort) {
        double lower = lower(Criterion.MAXIMUM);
        OptionalDouble upper = upper(Criterion.MAXIMUM, lower);
        if (upper.isEmpty()) {
            return atLeast(lower, confidence.maximum(), reason(Criterion.MAXIMUM, cutShort));
        }
        double high = upper.getAsDouble();
        Optional<Plateau> reached = plateau.filter(p -> p.upper() >= COLLAPSED * lower);
        double estimate = reached.map(p -> Math.min(p.estimate(), high)).orElse(Math.sqrt(lower * high));
        return new Capacity(
                reached.map(p -> Math.min(lower, p.lower())).orElse(lower),
                estimate,
                OptionalDouble.of(reached.map(p -> Math.max(high, p.upper())).orElse(high)),
                confidence.maximum(),
                reason(Criterion.MAXIMUM, cutShort));
    }

    /** The knee, which never lies above the maximum. */
    Capacity knee(Capacity maximum, Optional<String> cutShort) {
        double lower = lower(Criterion.KNEE);
        OptionalDouble upper = upper(Criterion.KNEE, lower);
        if (upper.isEmpty()) {
            return atLeast(lower, confidence.knee(), reason(Criterion.KNEE, cutShort));
        }
        if (refinement.fit().isPresent()) {
            return fitted(refinement.fit().get(), maximum, cutShort);
        }
        if (refinement.isCliff()) {
            return cliff(maximum, cutShort);
        }
        // A rate that stayed undecided has the knee about there: it bounds the estimate, but not the interval.
        double near = ladder.upper(Criterion.KNEE)
                .filter(rung -> rung.conservative(Criterion.KNEE))
                .map(Rung::rate)
                .orElse(Math.sqrt(lower * upper.getAsDouble()));
        double estimate = Math.max(lower, Math.min(near, maximum.estimate()));
        // Steps around the knee that contradict each other bound it no closer than they reach.
        return new Capacity(
                Math.min(lower, refinement.lowest() * deliveredShare()),
                estimate,
                OptionalDouble.of(Math.max(upper.getAsDouble(), refinement.highest() * deliveredShare())),
                confidence.knee(),
                reason(Criterion.KNEE, cutShort));
    }

    private Capacity fitted(KneeFit known, Capacity maximum, Optional<String> cutShort) {
        double share = deliveredShare();
        double most = maximum.upper().orElse(Double.POSITIVE_INFINITY);
        double estimate = Math.min(known.estimate() * share, maximum.estimate());
        return new Capacity(
                Math.min(estimate, known.lower() * share),
                estimate,
                OptionalDouble.of(Math.max(estimate, Math.min(most, known.upper() * share))),
                confidence.knee(),
                cutShort);
    }

    private Capacity cliff(Capacity maximum, Optional<String> cutShort) {
        double share = deliveredShare();
        double below = refinement.below() * share;
        double above = refinement.above() * share;
        double estimate = Math.max(below, Math.min(Math.sqrt(below * above), maximum.estimate()));
        return new Capacity(below, estimate, OptionalDouble.of(above), confidence.knee(), cutShort);
    }

    private static Capacity atLeast(double lower, double confidence, Optional<String> reason) {
        String why = reason.map(because -> "at least this: " + because).orElse("at least this");
        return new Capacity(lower, lower, OptionalDouble.empty(), confidence, Optional.of(why));
    }

    private double lower(Criterion criterion) {
        return ladder.lower(criterion)
                .map(rung -> Math.min(rung.rate(), rung.carriedRate(criterion)))
                .orElse(0.0);
    }

    private OptionalDouble upper(Criterion criterion, double lower) {
        Optional<Rung> upper = criterion == Criterion.KNEE ? ladder.certainUpper(criterion) : ladder.upper(criterion);
        if (upper.isEmpty()) {
            return OptionalDouble.empty();
        }
        double asked = upper.get().rate() * deliveredShare();
        return OptionalDouble.of(Math.max(lower, Math.max(asked, upper.get().refusedRate(criterion))));
    }

    /** Offered ÷ asked over everything that was completed; a few percent are the chance of random arrivals. */
    private double deliveredShare() {
        double offered = 0;
        double asked = 0;
        for (Rung rung : ladder.rungs()) {
            for (Sample sample : rung.samples(Criterion.MAXIMUM, Verdict.PASS).toList()) {
                offered += sample.offered();
                asked += rung.rate() * sample.seconds();
            }
        }
        double share = asked == 0 ? 1 : offered / asked;
        return Math.abs(share - 1) < ORDINARY_DEVIATION ? 1 : share;
    }

    private Optional<String> reason(Criterion criterion, Optional<String> cutShort) {
        List<String> reasons = new ArrayList<>();
        Optional<Rung> upper = ladder.upper(criterion);
        if (upper.isEmpty() && cutShort.isEmpty()) {
            reasons.add(String.format(
                    ROOT,
                    "no rate up to the ceiling of %.1f requests/s failed",
                    ladder.top().rate()));
        }
        upper.filter(rung -> rung.conservative(criterion))
                .ifPresent(rung -> reasons.add(
                        String.format(ROOT, "%.1f requests/s stayed undecided and counts as failed", rung.rate())));
        ladder.inversion(criterion)
                .ifPresent(rung -> reasons.add(String.format(
                        ROOT,
                        "%.1f requests/s passed although a lower rate failed; the lower one is believed",
                        rung.rate())));
        cutShort.ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }
}
