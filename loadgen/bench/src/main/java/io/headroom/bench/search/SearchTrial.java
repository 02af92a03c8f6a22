package io.headroom.bench.search;

import io.headroom.exploration.Capacity;
import io.headroom.exploration.CapacitySearch;
import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Judgement;
import io.headroom.exploration.Limits;
import io.headroom.exploration.Preset;
import io.headroom.exploration.Verdict;
import io.headroom.exploration.simulation.Disturbance;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One whole search, and the truth.
 *
 * @param answer empty if the search gave up
 * @param loadSeconds how much simulated load it took
 */
record SearchTrial(
        long seed, Shape shape, Truth truth, Optional<Converged> answer, double loadSeconds, List<Step> steps) {

    private static final double CEILING = 10_000;

    /** What was said at a rate in requests/s. */
    record Step(double rate, Judgement judgement) {}

    static SearchTrial run(Preset preset, long seed) {
        Shape shape = Population.of(seed);
        CapacitySearch search = CapacitySearch.from(preset, Limits.doubling(), CEILING, seed);
        SimulatedTarget target = new SimulatedTarget(shape, seed);
        double windowSeconds = preset.window().toMillis() / 1_000.0;
        double loadSeconds = 0;
        List<Step> steps = new ArrayList<>();
        while (search.next() instanceof Measure order) {
            double seconds = order.length().toMillis() / 1_000.0;
            loadSeconds += seconds;
            steps.add(new Step(order.rate(), search.observe(target.measure(order.rate(), seconds, windowSeconds))));
        }
        Optional<Converged> answer =
                search.next() instanceof Converged converged ? Optional.of(converged) : Optional.empty();
        return new SearchTrial(seed, shape, Truth.of(shape, loadSeconds, seed), answer, loadSeconds, steps);
    }

    /** Whether the truth has a closed form. */
    boolean isTextbook() {
        return shape.disturbance().equals(Disturbance.NONE);
    }

    /** Verdicts at rates that are not within 2 % of the truth, and how many of them say the opposite of it. */
    Verdicts verdicts(Sought sought) {
        int right = 0;
        int wrong = 0;
        double carriedBelow = sought.of(truth);
        for (Step step : steps) {
            Verdict verdict = sought.of(step.judgement());
            boolean near = Math.abs(step.rate() / carriedBelow - 1) <= Verdicts.NEAR;
            if (!near && (verdict == Verdict.PASS || verdict == Verdict.FAIL)) {
                boolean carried = step.rate() < carriedBelow;
                right += carried == (verdict == Verdict.PASS) ? 1 : 0;
                wrong += carried == (verdict == Verdict.PASS) ? 0 : 1;
            }
        }
        return new Verdicts(right, wrong);
    }

    /** Counts of verdicts. */
    record Verdicts(int right, int wrong) {
        static final double NEAR = 0.02;
    }

    /** One of the two capacities. */
    enum Sought {
        KNEE,
        MAXIMUM;

        double of(Truth truth) {
            return this == KNEE ? truth.knee() : truth.maximum();
        }

        Capacity of(Converged answer) {
            return this == KNEE ? answer.knee() : answer.maximum();
        }

        Verdict of(Judgement judgement) {
            return this == KNEE ? judgement.knee() : judgement.maximum();
        }
    }
}
