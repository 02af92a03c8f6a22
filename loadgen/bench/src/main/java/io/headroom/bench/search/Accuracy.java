package io.headroom.bench.search;

import io.headroom.bench.search.SearchTrial.Sought;
import io.headroom.bench.search.SearchTrial.Verdicts;
import io.headroom.exploration.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * How close searches came to the truth.
 *
 * @param answered how many had an answer
 * @param covered how many of them hold the truth in their interval
 * @param below how many intervals lie above the truth, all of them
 * @param open how many answers were only "at least"
 * @param halfWidths half of the interval ÷ the estimate
 * @param errors distance of the estimate from the truth ÷ the truth
 */
record Accuracy(int answered, int covered, int below, int open, Sorted halfWidths, Sorted errors, Verdicts verdicts) {

    static Accuracy of(Sought sought, List<SearchTrial> trials) {
        int covered = 0;
        int below = 0;
        int open = 0;
        int right = 0;
        int wrong = 0;
        List<Double> halfWidths = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (SearchTrial trial : trials) {
            Verdicts verdicts = trial.verdicts(sought);
            right += verdicts.right();
            wrong += verdicts.wrong();
            if (trial.answer().isPresent()) {
                Capacity found = sought.of(trial.answer().get());
                double truth = sought.of(trial.truth());
                double upper = found.upper().orElse(Double.POSITIVE_INFINITY);
                covered += found.lower() <= truth && truth <= upper ? 1 : 0;
                below += truth < found.lower() ? 1 : 0;
                open += found.upper().isEmpty() ? 1 : 0;
                errors.add(Math.abs(found.estimate() / truth - 1));
                found.upper().ifPresent(high -> halfWidths.add((high - found.lower()) / 2 / found.estimate()));
            }
        }
        return new Accuracy(
                errors.size(), covered, below, open, sorted(halfWidths), sorted(errors), new Verdicts(right, wrong));
    }

    private static Sorted sorted(List<Double> values) {
        return Sorted.of(values.stream().mapToDouble(Double::doubleValue));
    }

    double coverage() {
        return answered == 0 ? 0 : (double) covered / answered;
    }

    double wrongVerdicts() {
        int all = verdicts.right() + verdicts.wrong();
        return all == 0 ? 0 : (double) verdicts.wrong() / all;
    }

    String describeCoverage() {
        if (answered == 0) {
            return "no answers";
        }
        Interval chance = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(answered, covered, 0.05);
        return String.format(
                Locale.ROOT,
                "%,d of %,d; %.1f to %.1f %% by the chance of so many; truth below %d, above %d; %d open",
                covered,
                answered,
                100 * chance.getLowerBound(),
                100 * chance.getUpperBound(),
                below,
                answered - covered - below,
                open);
    }

    String describeWidths() {
        return String.format(Locale.ROOT, "90 %% below %.1f %%", 100 * halfWidths.at(0.9));
    }
}
