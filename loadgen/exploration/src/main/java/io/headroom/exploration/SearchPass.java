package io.headroom.exploration;

import static java.util.Locale.ROOT;

import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Doomed;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Measurement.Validity;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One search from its baseline to its answer; {@link CapacitySearch} makes one or several of them. */
final class SearchPass {

    private static final double BASELINE_RATE = 10;
    private static final int INVALID_IN_A_ROW_MOST = 3;
    private static final int STEPS_MOST = 100;
    private static final int RESAMPLES = 400;
    private static final double WARM_UP_SHARE = 0.1;
    private static final double SHARE_WITHOUT_CLIMB = 0.7;
    private static final double CLIMB = 2;

    private final Frame frame;
    private final Preset preset;
    private final BlockBootstrap bootstrap;
    private final Judge judge;
    private final Route route;
    private final Ladder ladder;
    private final KneeRefinement refinement;

    private @Nullable Baseline baseline;
    private Optional<Baseline> given = Optional.empty();
    private double climbFrom;
    private Decision decision;
    private double budgetSeconds;
    private Optional<Plateau> plateau = Optional.empty();
    private int baselineTrials;
    private int steps;
    private int invalidInARow;
    private double secondsSpent;

    /**
     * What is searched for, and how.
     *
     * @param ceiling requests/s that are never exceeded
     * @param seed of the resampling
     */
    record Frame(Preset preset, Limits limits, double ceiling, long seed) {

        Frame {
            if (!(ceiling >= BASELINE_RATE) || Double.isInfinite(ceiling)) {
                throw new IllegalArgumentException(
                        "The ceiling must be at least the baseline's 10 requests/s, not " + ceiling + ".");
            }
        }

        Frame withSeed(long other) {
            return new Frame(preset, limits, ceiling, other);
        }
    }

    private SearchPass(Frame frame) {
        this.frame = frame;
        this.preset = frame.preset();
        this.bootstrap = new BlockBootstrap(RESAMPLES, new SplittableRandom(frame.seed()));
        this.judge = new Judge(frame.limits(), bootstrap);
        this.route = new Route(preset, frame.ceiling());
        this.ladder = new Ladder(preset.trials());
        this.refinement = new KneeRefinement(preset, frame.limits());
        this.decision = route.baseline(BASELINE_RATE);
        this.budgetSeconds = preset.passSeconds();
    }

    /** One that begins with a baseline at 10 requests/s. */
    static SearchPass from(Frame frame) {
        return new SearchPass(frame);
    }

    /** One whose baseline is known: it begins to double at a rate, with less of the budget, for most of the climb is spared. */
    static SearchPass startingAt(Frame frame, double rate, Baseline baseline) {
        if (!(rate > baseline.rate())) {
            throw new IllegalArgumentException("The first rate must be above the baseline's " + baseline.rate()
                    + " requests/s, not " + rate + ".");
        }
        SearchPass pass = new SearchPass(frame);
        pass.given = Optional.of(baseline);
        pass.refersTo(baseline, Sample.whole(baseline.windows()));
        pass.decision = pass.route.doubling(rate);
        pass.budgetSeconds *= SHARE_WITHOUT_CLIMB;
        return pass;
    }

    /**
     * The same once more, knowing nothing but where to begin to climb.
     *
     * @param rate requests/s
     * @param repetition 1 for the first one
     */
    SearchPass again(double rate, int repetition) {
        Frame other = frame.withSeed(frame.seed() + repetition);
        if (given.isPresent() && rate > given.get().rate()) {
            return startingAt(other, Route.rounded(rate), given.get());
        }
        SearchPass pass = from(other);
        pass.climbFrom = Route.rounded(rate);
        return pass;
    }

    /** What to do next; the same answer until {@link #observe} is called. */
    Decision next() {
        return decision;
    }

    /**
     * Takes note of what was measured at the rate that {@link #next} asked for.
     *
     * @throws IllegalStateException if no measurement is asked for
     * @throws IllegalArgumentException if another rate was measured
     */
    Judgement observe(Measurement measurement) {
        if (!(decision instanceof Measure asked)) {
            throw new IllegalStateException("The search is over: " + decision);
        }
        if (Math.abs(measurement.rate() / asked.rate() - 1) > 1e-3) {
            throw new IllegalArgumentException(String.format(
                    ROOT,
                    "The search asked for %.2f requests/s and was given a measurement at %.2f.",
                    asked.rate(),
                    measurement.rate()));
        }
        steps++;
        secondsSpent += seconds(asked);
        Sample sample = cut(asked, measurement.windows());
        Judgement judgement = switch (measurement.validity()) {
            case Validity.Invalid(String reason) -> spoiled(asked, sample, reason);
            case Validity.Valid() -> judged(asked, sample);
        };
        return judgement;
    }

    /** Where the knee lies as far as is known; empty before any rate passed. */
    Optional<Bracket> knee() {
        return ladder.bracket(Criterion.KNEE);
    }

    /** Where the maximum lies as far as is known; empty before any rate passed. */
    Optional<Bracket> maximum() {
        return ladder.bracket(Criterion.MAXIMUM);
    }

    /** Estimate of the seconds of load that are still needed. */
    double secondsLeft() {
        return decision instanceof Measure
                ? Math.max(0, Math.min(route.secondsLeft(ladder, refinement), budgetSeconds - secondsSpent))
                : 0;
    }

    /** The baseline, if it has been measured. */
    Optional<Baseline> knownBaseline() {
        return Optional.ofNullable(baseline);
    }

    /** The measured part of a step: what came after the asked length, such as a drain, does not belong to it. */
    private Sample cut(Measure asked, List<Window> windows) {
        double length =
                windows.isEmpty() ? 0 : seconds(asked) / windows.getFirst().seconds();
        List<Window> within = windows.subList(0, Math.min(windows.size(), (int) Math.round(length)));
        if (asked.purpose() == Purpose.BASELINE) {
            return Sample.cutTransient(within, preset.warmUpSeconds(), 1.0 / 3);
        }
        if (asked.purpose() == Purpose.REFINEMENT || asked.purpose() == Purpose.VERIFICATION) {
            return Sample.cutFixed(within, Math.max(preset.warmUpSeconds(), WARM_UP_SHARE * seconds(asked)));
        }
        return preset == Preset.QUICK
                ? Sample.cutFixed(within, preset.warmUpSeconds())
                : Sample.cutTransient(within, preset.warmUpSeconds(), 0.5);
    }

    private Judgement spoiled(Measure asked, Sample sample, String reason) {
        invalidInARow++;
        if (invalidInARow >= INVALID_IN_A_ROW_MOST) {
            decision = new Doomed(String.format(
                    ROOT,
                    "%d measurements in a row at %.1f requests/s were spoiled, not by the target: %s",
                    invalidInARow,
                    asked.rate(),
                    reason));
        }
        return judge.invalid(sample, reason);
    }

    private Judgement judged(Measure asked, Sample sample) {
        invalidInARow = 0;
        Judgement judgement = judge.of(sample);
        if (asked.purpose() == Purpose.BASELINE && baseline != null) {
            return longerBaseline(baseline, sample);
        }
        if (asked.purpose() == Purpose.BASELINE) {
            decision = afterBaseline(asked, sample, judgement);
            return judgement;
        }
        Measure longer = new Measure(asked.rate(), asked.length().multipliedBy(2), Purpose.EXTENSION);
        if (asked.purpose() != Purpose.EXTENSION
                && asked.purpose() != Purpose.REFINEMENT
                && worthExtending(sample, judgement)
                && affordable(longer)) {
            decision = longer;
            return judgement;
        }
        if (judge.outdatesBaseline(sample, judgement)) {
            baseline = new Baseline(asked.rate(), sample.windows());
            judge.refersTo(baseline);
            ladder.rejudge(judge);
        }
        ladder.add(asked.rate(), sample, judgement);
        if (asked.purpose() == Purpose.REFINEMENT) {
            refinement.add(asked.rate(), sample);
        }
        plateau = Plateau.of(ladder, bootstrap);
        refinement.refersTo(required());
        decision = afterStep();
        return judgement;
    }

    /** More of what "doubled" refers to: it is added to what is known. */
    private Judgement longerBaseline(Baseline known, Sample sample) {
        Baseline longer = new Baseline(known.rate(), refinement.longerBaseline(known, sample));
        baseline = longer;
        judge.refersTo(longer);
        ladder.rejudge(judge);
        refinement.refersTo(longer);
        decision = afterStep();
        return judge.ofBaseline(sample);
    }

    /** A step that had not settled and leaves a question open; a longer one may answer it. */
    private static boolean worthExtending(Sample sample, Judgement judgement) {
        boolean open = judgement.knee() == Verdict.UNDECIDED || judgement.maximum() == Verdict.UNDECIDED;
        return open && !sample.steady();
    }

    private boolean affordable(Measure measure) {
        return secondsSpent + seconds(measure) <= budgetSeconds;
    }

    private Decision afterBaseline(Measure asked, Sample sample, Judgement judgement) {
        boolean enough = sample.latencies().total() >= SampleSize.carrying(0.95);
        if (enough && judgement.knee() == Verdict.PASS && judgement.maximum() != Verdict.FAIL) {
            refersTo(new Baseline(asked.rate(), sample.windows()), sample);
            return climbFrom > CLIMB * asked.rate() ? route.doubling(climbFrom) : afterStep();
        }
        baselineTrials++;
        if (baselineTrials < preset.trials()) {
            return asked;
        }
        return new Doomed(String.format(
                ROOT,
                "The service does not pass at %.0f requests/s, almost no load, so there is nothing to search: %s. %s",
                asked.rate(),
                judgement.reason(),
                enough
                        ? "Repair the service or the scenario, or agree on an objective that it meets."
                        : "Look at the errors of the scenario and at the target's log."));
    }

    private void refersTo(Baseline known, Sample sample) {
        baseline = known;
        judge.refersTo(known);
        ladder.add(known.rate(), sample, judge.ofBaseline(sample));
    }

    private Decision afterStep() {
        if (ladder.lower(Criterion.MAXIMUM).isEmpty()
                && ladder.top().rate() <= required().rate()) {
            return new Doomed("Not even the baseline's rate is carried any more.");
        }
        Optional<Measure> next = route.next(ladder, plateau, refinement);
        if (next.isEmpty()) {
            return converged(Optional.empty());
        }
        if (steps >= STEPS_MOST) {
            return converged(Optional.of("stopped after " + STEPS_MOST + " steps"));
        }
        if (!affordable(next.get())) {
            return converged(Optional.of(
                    String.format(ROOT, "stopped after %.0f s of load, the preset's budget", secondsSpent)));
        }
        return next.get();
    }

    private Converged converged(Optional<String> cutShort) {
        Answer answer = new Answer(ladder, plateau, refinement, preset.confidence());
        Capacity maximum = answer.maximum(cutShort.filter(_ -> isOpen(Criterion.MAXIMUM)));
        return new Converged(answer.knee(maximum, cutShort.filter(_ -> isOpen(Criterion.KNEE))), maximum);
    }

    /** Whether a capacity is not known as well as the preset asks for. */
    private boolean isOpen(Criterion criterion) {
        Optional<Measure> wanted = switch (criterion) {
            case MAXIMUM -> route.settleMaximum(ladder, plateau);
            case KNEE -> route.settleKnee(ladder, plateau, refinement);
        };
        return route.climbing(ladder) || wanted.isPresent();
    }

    private Baseline required() {
        if (baseline == null) {
            throw new IllegalStateException("the baseline comes first");
        }
        return baseline;
    }

    private static double seconds(Measure measure) {
        return measure.length().toMillis() / 1_000.0;
    }
}
