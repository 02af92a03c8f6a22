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

    private static final double ORDINARY_DEVIATION = 0.03;

    private final Ladder ladder;
    private final Optional<Plateau> plateau;
    private final Preset.Confidence confidence;

    Answer(Ladder ladder, Optional<Plateau> plateau, Preset.Confidence confidence) {
        this.ladder = ladder;
        this.plateau = plateau;
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
        Optional<Plateau> reached = plateau.filter(p -> p.upper() >= lower);
        double estimate = reached.map(p -> Math.max(lower, p.estimate())).orElse(Math.sqrt(lower * high));
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
        // A rate that stayed undecided has the knee about there: it bounds the estimate, but not the interval.
        double near = ladder.upper(Criterion.KNEE)
                .filter(rung -> rung.conservative(Criterion.KNEE))
                .map(Rung::rate)
                .orElse(Math.sqrt(lower * upper.getAsDouble()));
        double estimate = Math.max(lower, Math.min(near, maximum.estimate()));
        return new Capacity(lower, estimate, upper, confidence.knee(), reason(Criterion.KNEE, cutShort));
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
