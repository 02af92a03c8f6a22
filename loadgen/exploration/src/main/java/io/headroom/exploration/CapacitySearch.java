package io.headroom.exploration;

import static java.util.Locale.ROOT;

import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Doomed;
import io.headroom.exploration.Decision.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds how much load a service carries: its <em>knee</em>, up to where response times and errors stay acceptable, and its <em>maximum</em>, up
 * to where completed work grows with offered work.
 *
 * <pre>{@code
 * while (search.next() instanceof Measure step) {
 *     search.observe(measure(step.rate(), step.length()));
 * }
 * }</pre>
 *
 * <p>The search ends with {@link Converged} or {@link Doomed}, after a bounded number of steps and within the preset's budget. Some presets search
 * several times, each time from a baseline of its own, and answer with all of them together. The same measurements and seed give the same answer. Not
 * thread-safe.
 */
public final class CapacitySearch {

    /** Where a repetition begins to climb: it need not learn once more that a tenth of the capacity is carried. */
    private static final double CLIMB_FROM = 0.5;

    private final Preset preset;
    private final SearchPass.Frame frame;
    private final List<Converged> answers = new ArrayList<>();
    private SearchPass pass;
    private Optional<Baseline> baselineBefore = Optional.empty();
    private Decision decision;
    private double secondsOfPass;
    private double secondsLeft;

    private CapacitySearch(Preset preset, SearchPass.Frame frame, SearchPass first) {
        this.preset = preset;
        this.frame = frame;
        this.pass = first;
        this.decision = first.next();
        this.secondsLeft = estimateLeft();
    }

    /**
     * A search that begins with a baseline at 10 requests/s.
     *
     * @param ceiling requests/s that are never exceeded, at least 10
     * @param seed of the resampling
     */
    public static CapacitySearch from(Preset preset, Limits limits, double ceiling, long seed) {
        SearchPass.Frame frame = new SearchPass.Frame(preset, limits, ceiling, seed);
        return new CapacitySearch(preset, frame, SearchPass.from(frame));
    }

    /**
     * The same search from its beginning, with a baseline that is known already, for example that of one instance when several are measured: it
     * begins to double at a rate, or to halve if that is too much. It gets 0.7 of the preset's budget, for most of the climb is spared.
     *
     * @param rate first rate in requests/s, above the baseline's
     */
    public CapacitySearch startingAt(double rate, Baseline baseline) {
        return new CapacitySearch(preset, frame, SearchPass.startingAt(frame, rate, baseline));
    }

    /** What to do next; the same answer until {@link #observe} is called. */
    public Decision next() {
        return decision;
    }

    /**
     * Takes note of what was measured at the rate that {@link #next} asked for.
     *
     * @throws IllegalStateException if no measurement is asked for
     * @throws IllegalArgumentException if another rate was measured
     */
    public Judgement observe(Measurement measurement) {
        if (!(decision instanceof Measure asked)) {
            throw new IllegalStateException("The search is over: " + decision);
        }
        Judgement judgement = pass.observe(measurement);
        secondsOfPass += asked.length().toMillis() / 1_000.0;
        decision = switch (pass.next()) {
            case Measure next -> next;
            case Converged answer -> answered(answer);
            case Doomed doomed -> answers.isEmpty() ? doomed : joined(Optional.of(doomed.reason()));
        };
        secondsLeft = Math.min(secondsLeft, decision instanceof Measure ? estimateLeft() : 0);
        return judgement;
    }

    private Decision answered(Converged answer) {
        answers.add(answer);
        boolean closed =
                answer.knee().upper().isPresent() && answer.maximum().upper().isPresent();
        if (!closed || answers.size() >= preset.repetitions()) {
            return joined(Optional.empty());
        }
        baselineBefore = pass.knownBaseline();
        pass = pass.again(CLIMB_FROM * answer.maximum().estimate(), answers.size());
        secondsOfPass = 0;
        return pass.next();
    }

    private Converged joined(Optional<String> brokenOff) {
        Optional<String> reason = brokenOff.map(
                why -> String.format(ROOT, "only %d of %d repetitions: %s", answers.size(), preset.repetitions(), why));
        return new Converged(
                Repetitions.join(answers.stream().map(Converged::knee).toList(), KneeFit.FORM, reason),
                Repetitions.join(answers.stream().map(Converged::maximum).toList(), 0, reason));
    }

    /** Where the knee lies as far as is known; empty before any rate passed. */
    public Optional<Bracket> knee() {
        return known(pass.knee(), latest().map(Converged::knee));
    }

    /** Where the maximum lies as far as is known; empty before any rate passed. */
    public Optional<Bracket> maximum() {
        return known(pass.maximum(), latest().map(Converged::maximum));
    }

    private Optional<Converged> latest() {
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getLast());
    }

    /** A repetition knows less at its beginning than the one before it did at its end. */
    private static Optional<Bracket> known(Optional<Bracket> now, Optional<Capacity> before) {
        return now.filter(bracket -> before.isEmpty() || bracket.upper().isPresent())
                .or(() -> before.map(capacity -> new Bracket(capacity.lower(), capacity.upper())));
    }

    /** Estimate of the load time that is still needed; never grows, zero at the end. */
    public Duration remaining() {
        return Duration.ofMillis(Math.round(1_000 * secondsLeft));
    }

    /** A pass that is to come is taken to be as long as the present one. */
    private double estimateLeft() {
        double left = pass.secondsLeft();
        return left + Math.max(0, preset.repetitions() - answers.size() - 1) * (secondsOfPass + left);
    }

    /**
     * The baseline, to hand to the search with several instances.
     *
     * @throws IllegalStateException if it has not been measured yet
     */
    public Baseline baseline() {
        return knownBaseline().orElseThrow(() -> new IllegalStateException("The baseline has not been measured yet."));
    }

    /** The latest baseline, if one has been measured. */
    public Optional<Baseline> knownBaseline() {
        return pass.knownBaseline().or(() -> baselineBefore);
    }
}
