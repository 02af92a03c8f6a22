package io.headroom.exploration;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Every rate that was measured, lowest first. */
final class Ladder {

    private final int trialsMost;
    private final NavigableMap<Double, Rung> rungs = new TreeMap<>();

    Ladder(int trialsMost) {
        this.trialsMost = trialsMost;
    }

    void add(double rate, Sample sample, Judgement judgement) {
        rungs.computeIfAbsent(rate, r -> new Rung(r, trialsMost)).add(sample, judgement);
    }

    /** Judges every measurement anew, after the baseline changed; the first rung was one itself. */
    void rejudge(Judge judge) {
        rungs.tailMap(rungs.firstKey(), false).values().forEach(rung -> rung.rejudge(judge));
    }

    /** How often a rate was measured. */
    int trials(double rate) {
        Rung rung = rungs.get(rate);
        return rung == null ? 0 : rung.trials();
    }

    boolean isEmpty() {
        return rungs.isEmpty();
    }

    Collection<Rung> rungs() {
        return rungs.values();
    }

    Rung top() {
        return rungs.lastEntry().getValue();
    }

    /** The lowest rate that fails. */
    Optional<Rung> upper(Criterion criterion) {
        return rungs.values().stream()
                .filter(rung -> rung.verdict(criterion) == Verdict.FAIL)
                .findFirst();
    }

    /** The lowest rate that fails by a measurement that says so, not only for want of a decision. */
    Optional<Rung> certainUpper(Criterion criterion) {
        return rungs.values().stream()
                .filter(rung -> rung.verdict(criterion) == Verdict.FAIL && !rung.conservative(criterion))
                .findFirst();
    }

    /** The highest rate that passes below every rate that fails: if rates contradict each other, the lower one is believed. */
    Optional<Rung> lower(Criterion criterion) {
        double below = upper(criterion).map(Rung::rate).orElse(Double.POSITIVE_INFINITY);
        return rungs.headMap(below, false).descendingMap().values().stream()
                .filter(rung -> rung.verdict(criterion) == Verdict.PASS)
                .findFirst();
    }

    /** The lowest undecided rate between the bounds. */
    Optional<Rung> undecided(Criterion criterion) {
        double from = lower(criterion).map(Rung::rate).orElse(0.0);
        double to = upper(criterion).map(Rung::rate).orElse(Double.POSITIVE_INFINITY);
        return rungs.subMap(from, false, to, false).values().stream()
                .filter(rung -> rung.verdict(criterion) == Verdict.UNDECIDED)
                .findFirst();
    }

    /** The highest rate that passes although a lower one fails. */
    Optional<Rung> inversion(Criterion criterion) {
        double above = upper(criterion).map(Rung::rate).orElse(Double.POSITIVE_INFINITY);
        return rungs.tailMap(above, false).descendingMap().values().stream()
                .filter(rung -> rung.verdict(criterion) == Verdict.PASS)
                .findFirst();
    }

    Optional<Bracket> bracket(Criterion criterion) {
        return lower(criterion)
                .map(lower -> new Bracket(
                        lower.rate(),
                        upper(criterion)
                                .map(upper -> OptionalDouble.of(upper.rate()))
                                .orElse(OptionalDouble.empty())));
    }
}
