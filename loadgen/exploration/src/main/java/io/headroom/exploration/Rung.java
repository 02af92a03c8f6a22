package io.headroom.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One rate of the ladder, with every valid measurement at it. */
final class Rung {

    /*
     * MLRsearch classification: a rate is judged by the seconds that spoke for and against it, so no single measurement decides for ever.
     *
     *     bad ≥ good  →  FAIL,      otherwise PASS;      good, bad: seconds of passing and failing measurements
     *
     * One pass and one fail of equal length are a FAIL until a third measurement outvotes it. Undecided seconds count on neither side; if nothing else came
     * out of the allowed number of measurements, the rate counts as failed, conservatively.
     *
     * RFC 9971, Multiple Loss Ratio Search, 2025 (with its usual exceed ratio of one half).
     */

    record Trial(Sample sample, Judgement judgement) {}

    private final double rate;
    private final int trialsMost;
    private final List<Trial> trials = new ArrayList<>();

    Rung(double rate, int trialsMost) {
        this.rate = rate;
        this.trialsMost = trialsMost;
    }

    void add(Sample sample, Judgement judgement) {
        trials.add(new Trial(sample, judgement));
    }

    /** Requests/s that were asked for. */
    double rate() {
        return rate;
    }

    int trials() {
        return trials.size();
    }

    long passes(Criterion criterion) {
        return samples(criterion, Verdict.PASS).count();
    }

    boolean mayRepeat() {
        return trials.size() < trialsMost;
    }

    Verdict verdict(Criterion criterion) {
        double good = seconds(criterion, Verdict.PASS);
        double bad = seconds(criterion, Verdict.FAIL);
        if (good + bad == 0) {
            return mayRepeat() ? Verdict.UNDECIDED : Verdict.FAIL;
        }
        return bad >= good ? Verdict.FAIL : Verdict.PASS;
    }

    /** Whether measurements contradict each other. */
    boolean contested(Criterion criterion) {
        return seconds(criterion, Verdict.PASS) > 0 && seconds(criterion, Verdict.FAIL) > 0;
    }

    /** Whether it counts as failed only because nothing else came out. */
    boolean conservative(Criterion criterion) {
        return verdict(criterion) == Verdict.FAIL && seconds(criterion, Verdict.FAIL) == 0;
    }

    /** Judges every measurement anew. */
    void rejudge(Judge judge) {
        trials.replaceAll(trial -> new Trial(trial.sample(), judge.of(trial.sample())));
    }

    /** Samples with a given verdict. */
    Stream<Sample> samples(Criterion criterion, Verdict verdict) {
        return trials.stream()
                .filter(trial -> criterion.of(trial.judgement()) == verdict)
                .map(Trial::sample);
    }

    /** Mean of the rates that were really offered in the failing samples; the rate asked for if there are none. */
    double refusedRate(Criterion criterion) {
        return samples(criterion, Verdict.FAIL)
                .mapToDouble(Sample::offeredRate)
                .average()
                .orElse(rate);
    }

    /** Mean of the rates that were completed in the passing samples; the rate asked for if there are none. */
    double carriedRate(Criterion criterion) {
        return samples(criterion, Verdict.PASS)
                .mapToDouble(Sample::throughput)
                .average()
                .orElse(rate);
    }

    private double seconds(Criterion criterion, Verdict verdict) {
        return samples(criterion, verdict).mapToDouble(Sample::seconds).sum();
    }
}
