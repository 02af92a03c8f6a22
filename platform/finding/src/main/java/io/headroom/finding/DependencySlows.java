package io.headroom.finding;

import io.headroom.finding.Finding.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A dependency whose calls take the longer the more there are.
 *
 * <pre>
 *   elasticity e:  ln(mean time) = a + e · ln(rate)      0: it does not care · 1: twice the load, twice the time
 * </pre>
 * Found when e is {@value #ELASTICITY_MIN} or more, times rise from step to step beyond what chance does once in a hundred times, and the most loaded
 * step's calls take {@value #FACTOR_MIN} times as long as the least loaded one's and {@value #MORE_MILLIS_MIN} ms more: a growth that nobody would notice
 * is not worth a finding. Chance may do it once in twenty times where they take {@value #CLEAR_FACTOR_MIN} times as long, which it seldom does. The rise
 * may have any shape, for a queue's is far from a line.
 *
 * <pre>
 *   steps                                        5    6    7
 *   pairs out of order, at most                  0    1    2
 *   the same, if times are clearly longer        1    2    4
 * </pre>
 */
public final class DependencySlows {

    static final double ELASTICITY_MIN = 0.15;
    static final double FACTOR_MIN = 1.5;
    static final double MORE_MILLIS_MIN = 2;
    static final double CLEAR_FACTOR_MIN = 3;
    private static final double CHANCE_MAX = 0.01;
    private static final double CLEAR_CHANCE_MAX = 0.05;
    private static final int STEPS_MIN = 5;
    private static final int CALLS_MIN = 10;

    private DependencySlows() {}

    /**
     * The calls of one dependency in one load step.
     *
     * @param calls of which there were so many
     * @param meanMillis of one call
     */
    public record Reading(double perSecond, long calls, double meanMillis) implements Load {}

    public static Optional<Finding> find(String dependency, List<Reading> steps) {
        List<Reading> readings = usable(steps);
        if (!slows(readings)) {
            return Optional.empty();
        }
        Reading least = readings.getFirst();
        Reading most = readings.getLast();
        return Optional.of(new Finding(
                FindingKind.DEPENDENCY_SLOWS,
                dependency,
                String.format(
                        Locale.ROOT,
                        "%s takes %.1f ms at %.0f requests/s and %.1f ms at %.0f requests/s: it slows down as load grows.",
                        dependency,
                        least.meanMillis(),
                        least.perSecond(),
                        most.meanMillis(),
                        most.perSecond()),
                readings.stream().map(DependencySlows::evidence).toList(),
                "Ask for more capacity there, call it less often, or keep its answers."));
    }

    static List<Reading> usable(List<Reading> steps) {
        return Load.rising(steps.stream()
                .filter(step -> step.calls() >= CALLS_MIN && step.meanMillis() > 0 && step.perSecond() > 0)
                .toList());
    }

    /** @param readings from the least load to the most */
    static boolean slows(List<Reading> readings) {
        if (readings.size() < STEPS_MIN) {
            return false;
        }
        double[] millis = readings.stream().mapToDouble(Reading::meanMillis).toArray();
        double least = millis[0];
        double most = millis[millis.length - 1];
        return most >= FACTOR_MIN * least
                && most - least >= MORE_MILLIS_MIN
                && Growth.elasticity(Load.rates(readings), millis).slope() >= ELASTICITY_MIN
                && Kendall.chanceOfRise(millis) <= (most >= CLEAR_FACTOR_MIN * least ? CLEAR_CHANCE_MAX : CHANCE_MAX);
    }

    static Evidence evidence(Reading reading) {
        return new Evidence(
                Load.row(reading),
                String.format(Locale.ROOT, "%.1f ms in the mean of %d calls", reading.meanMillis(), reading.calls()));
    }
}
