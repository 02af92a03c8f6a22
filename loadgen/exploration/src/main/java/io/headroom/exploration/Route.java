package io.headroom.exploration;

import io.headroom.exploration.Decision.Measure;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which rate to measure next, given what is known. */
final class Route {

    /*
     * 1. Climb: double until work is clearly not completed. A rate that fails by little may have had bad luck, so one more doubling decides.
     * 2. Narrow the maximum's bracket, then verify its lower bound; if there is time, measure under clear excess how much is completed. Then the same for the
     *    knee, or a rough bracket and steps around it (KneeRefinement). The maximum first: it also bounds the knee.
     *
     * Narrowing a bracket (lo, hi) to width w, in this order:
     *     a failed rate that something contradicts (a pass above it, a pass at it, the plateau)   → measure it again
     *     an undecided rate inside                                                                → measure it again
     *     a bound that failed its verification                                                    → 5 % below it
     *     the plateau g, if known and inside                                                      → just below g, then just above g
     *     otherwise                                                                               → √(lo·hi), at most halving hi
     * Geometric because rates are compared by ratio: from a factor of 2, four bisections reach 5 %. With g two steps do.
     * Every rate is measured at most three times and steps never leave the bracket, so the route is finite.
     */

    private static final double CLEARLY_SATURATED = 0.85;
    private static final int CLEARLY_MISSING = 50;
    private static final double STEP_DOWN = 0.05;
    private static final double EXCESS = 1.12;
    private static final double ROUGHLY = 1.2;
    private static final double GUESS_WIDTH = 0.9;
    private static final int DOUBLING_REQUESTS = 100;
    private static final int BISECTION_REQUESTS = 400;

    private final Preset preset;
    private final double ceiling;

    Route(Preset preset, double ceiling) {
        this.preset = preset;
        this.ceiling = ceiling;
    }

    /** The baseline's step. */
    Measure baseline(double rate) {
        return new Measure(rate, duration(preset.steps().baseline()), Purpose.BASELINE);
    }

    /** A step of the climb. */
    Measure doubling(double rate) {
        return step(Math.min(rate, ceiling), preset.steps().doubling(), DOUBLING_REQUESTS, Purpose.DOUBLING);
    }

    /** The next step, none when everything is known that the preset asks for. */
    Optional<Measure> next(Ladder ladder, Optional<Plateau> plateau, KneeRefinement refinement) {
        if (climbing(ladder)) {
            return Optional.of(doubling(2 * ladder.top().rate()));
        }
        return settleMaximum(ladder, plateau).or(() -> settleKnee(ladder, plateau, refinement));
    }

    /** The next step that the maximum still needs, none when it is known as well as the preset asks for. */
    Optional<Measure> settleMaximum(Ladder ladder, Optional<Plateau> plateau) {
        return narrow(Criterion.MAXIMUM, ladder, plateau)
                .or(() -> verify(Criterion.MAXIMUM, ladder))
                .or(() -> plateau.filter(p -> preset.refines()).flatMap(p -> saturate(ladder, p)));
    }

    /** Measures what is completed under clear excess, until that is known for as long as the preset wants. */
    private Optional<Measure> saturate(Ladder ladder, Plateau plateau) {
        double clear = ladder.rungs().stream()
                .flatMap(rung -> rung.samples(Criterion.MAXIMUM, Verdict.FAIL))
                .filter(Plateau::isClear)
                .mapToDouble(Sample::seconds)
                .sum();
        double rate = rounded(Math.min(ceiling, EXCESS * plateau.estimate()));
        boolean worthwhile = clear < preset.steps().saturation() && ladder.trials(rate) < preset.trials();
        return worthwhile
                ? Optional.of(new Measure(rate, duration(preset.steps().saturation()), Purpose.VERIFICATION))
                : Optional.empty();
    }

    /** The same for the knee: by verdicts, then, if the preset has the time, by steps around it. */
    Optional<Measure> settleKnee(Ladder ladder, Optional<Plateau> plateau, KneeRefinement refinement) {
        if (!preset.refines()) {
            return narrow(Criterion.KNEE, ladder, Optional.empty()).or(() -> verify(Criterion.KNEE, ladder));
        }
        Optional<Bracket> bracket =
                ladder.bracket(Criterion.KNEE).filter(b -> b.upper().isPresent());
        if (bracket.isEmpty()) {
            return narrow(Criterion.KNEE, ladder, Optional.empty());
        }
        double high = bracket.get().upper().getAsDouble();
        boolean rough = high > ROUGHLY * bracket.get().lower()
                && ladder.undecided(Criterion.KNEE).isEmpty();
        return rough && refinement.isEmpty()
                ? Optional.of(step(
                        rounded(middle(bracket.get().lower(), high)),
                        preset.steps().doubling(),
                        BISECTION_REQUESTS,
                        Purpose.BISECTION))
                : refinement.next(
                        bracket.get(), plateau, ladder.rungs().iterator().next().rate());
    }

    boolean climbing(Ladder ladder) {
        Rung top = ladder.top();
        if (top.rate() >= ceiling) {
            return false;
        }
        Optional<Rung> upper = ladder.upper(Criterion.MAXIMUM);
        return upper.isEmpty() || (upper.get() == top && !clearlySaturated(top));
    }

    private static boolean clearlySaturated(Rung rung) {
        return rung.trials() > 1
                || rung.samples(Criterion.MAXIMUM, Verdict.FAIL).anyMatch(Route::clearlySaturated);
    }

    private static boolean clearlySaturated(Sample sample) {
        return sample.completed() < CLEARLY_SATURATED * sample.offered()
                && sample.offered() - sample.completed() > CLEARLY_MISSING;
    }

    private Optional<Measure> narrow(Criterion criterion, Ladder ladder, Optional<Plateau> plateau) {
        Optional<Rung> upper = ladder.upper(criterion);
        if (upper.isPresent() && upper.get().mayRepeat() && contradicted(criterion, ladder, upper.get(), plateau)) {
            return Optional.of(again(upper.get(), Purpose.REPEAT));
        }
        Optional<Rung> undecided = ladder.undecided(criterion);
        if (undecided.isPresent()) {
            return undecided.map(rung -> again(rung, Purpose.REPEAT));
        }
        if (upper.isEmpty()) {
            return Optional.empty();
        }
        double low = ladder.lower(criterion).map(Rung::rate).orElse(0.0);
        double high = upper.get().rate();
        if (high <= low * (1 + preset.width()) + 1e-9) {
            return Optional.empty();
        }
        double rate = rounded(
                upper.get().contested(criterion)
                        ? Math.max(high / (1 + Math.min(STEP_DOWN, preset.width())), middle(low, high))
                        : between(low, high, plateau));
        return rate > low && rate < high
                ? Optional.of(step(rate, preset.steps().bisection(), BISECTION_REQUESTS, Purpose.BISECTION))
                : Optional.empty();
    }

    private static boolean contradicted(Criterion criterion, Ladder ladder, Rung upper, Optional<Plateau> plateau) {
        double lower = ladder.lower(criterion).map(Rung::rate).orElse(0.0);
        return ladder.inversion(criterion).isPresent()
                || upper.contested(criterion)
                || plateau.filter(p -> p.lower() > upper.rate() || p.upper() < lower)
                        .isPresent();
    }

    private double between(double low, double high, Optional<Plateau> plateau) {
        double middle = middle(low, high);
        if (plateau.isEmpty()) {
            return middle;
        }
        double guess = plateau.get().estimate();
        double factor = 1 + GUESS_WIDTH * preset.width();
        double below = guess / Math.sqrt(factor);
        double above = guess * Math.sqrt(factor);
        if (below > low * (1 + preset.width() / 10)) {
            return below < high ? below : Math.max(middle, high / factor);
        }
        if (above < high) {
            return above > low * (1 + preset.width() / 10) ? above : Math.min(middle, low * factor);
        }
        return middle;
    }

    private static double middle(double low, double high) {
        return Math.max(Math.sqrt(low * high), high / 2);
    }

    private Optional<Measure> verify(Criterion criterion, Ladder ladder) {
        return ladder.lower(criterion)
                .filter(rung -> rung != ladder.rungs().iterator().next())
                .filter(rung -> rung.passes(criterion) < preset.passesNeeded() && rung.mayRepeat())
                .map(rung -> again(rung, Purpose.VERIFICATION));
    }

    private Measure again(Rung rung, Purpose purpose) {
        return step(rung.rate(), preset.steps().bisection(), BISECTION_REQUESTS, purpose);
    }

    /** A low rate needs longer to collect enough requests, at most twice as long. */
    private Measure step(double rate, double seconds, int requests, Purpose purpose) {
        double enough = Math.ceil(preset.warmUpSeconds() + requests / rate);
        return new Measure(rate, duration(Math.max(seconds, Math.min(enough, 2 * seconds))), purpose);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }

    static double rounded(double rate) {
        double steps = rate < 100 ? 100 : 10;
        return Math.round(rate * steps) / steps;
    }

    /** Estimate of the seconds of load that are left. */
    double secondsLeft(Ladder ladder, KneeRefinement refinement) {
        double seconds = 0;
        if (ladder.isEmpty()) {
            return preset.passSeconds();
        }
        if (climbing(ladder)) {
            double doublings = Math.log(ceiling / ladder.top().rate()) / Math.log(2);
            seconds += preset.steps().doubling() * Math.min(3, Math.ceil(doublings));
        }
        int bisections =
                bisectionsLeft(ladder.bracket(Criterion.MAXIMUM)) + bisectionsLeft(ladder.bracket(Criterion.KNEE));
        int verifications = 0;
        for (Criterion criterion : Criterion.values()) {
            long passes =
                    ladder.lower(criterion).map(rung -> rung.passes(criterion)).orElse(0L);
            verifications += (int) Math.max(0, preset.passesNeeded() - passes);
        }
        seconds += preset.steps().refinement() * refinement.stepsLeft();
        return seconds + preset.steps().bisection() * (bisections + verifications);
    }

    private int bisectionsLeft(Optional<Bracket> bracket) {
        OptionalDouble upper = bracket.map(Bracket::upper).orElse(OptionalDouble.empty());
        if (upper.isEmpty()) {
            return 2;
        }
        double steps = Math.log(upper.getAsDouble() / bracket.get().lower()) / Math.log(1 + preset.width());
        return (int) Math.max(0, Math.ceil(Math.log(Math.min(16, steps - 1e-6)) / Math.log(2)));
    }
}
