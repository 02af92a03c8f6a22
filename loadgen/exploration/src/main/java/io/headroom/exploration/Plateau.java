package io.headroom.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much the service completes when it is offered more than it can, in requests/s with a 95 % interval.
 *
 * @param estimate mean over the saturated windows
 */
record Plateau(double lower, double estimate, double upper) {

    /*
     * Once saturated a service is always busy, so what it completes per second *is* its capacity, whatever the excess: one saturated step at twice the
     * capacity tells as much as many around it. (MLRsearch uses it likewise: it goes on from the forwarding rate that it saw at maximum load.)
     * Some services do worse under excess than just below it. Samples under 90 % of the best are therefore left out, and the answer trusts the
     * bracket where the two disagree.
     */

    private static final double CLEARLY_SATURATED = 0.95;
    private static final double CLEAR_SECONDS = 20;
    private static final double COLLAPSED = 0.9;

    /** The plateau of all samples that failed by saturation, if there are any. */
    static Optional<Plateau> of(Ladder ladder, BlockBootstrap bootstrap) {
        List<Sample> saturated = ladder.rungs().stream()
                .filter(rung -> rung.verdict(Criterion.MAXIMUM) == Verdict.FAIL)
                .flatMap(rung -> rung.samples(Criterion.MAXIMUM, Verdict.FAIL))
                .toList();
        List<Sample> clear = saturated.stream().filter(Plateau::isClear).toList();
        return ofSamples(seconds(clear) >= CLEAR_SECONDS ? clear : saturated, bootstrap);
    }

    private static Optional<Plateau> ofSamples(List<Sample> saturated, BlockBootstrap bootstrap) {
        double best = saturated.stream().mapToDouble(Sample::throughput).max().orElse(0);
        List<Window> windows = saturated.stream()
                .filter(sample -> sample.throughput() * (1 + chance(sample)) >= COLLAPSED * best)
                .flatMap(sample -> sample.windows().stream())
                .toList();
        if (windows.size() < 2 || best == 0) {
            return Optional.empty();
        }
        double seconds = windows.getFirst().seconds();
        double[] completed = windows.stream().mapToDouble(Window::completed).toArray();
        double[] figures =
                bootstrap.figures(completed.length, seconds, selection -> mean(completed, selection) / seconds);
        BlockBootstrap.Range range = BlockBootstrap.range(figures);
        double estimate = Arrays.stream(completed).average().orElseThrow() / seconds;
        return Optional.of(new Plateau(Math.min(range.lower(), estimate), estimate, Math.max(range.upper(), estimate)));
    }

    /** Whether so much more was offered than completed that a rate just below the capacity, which failed by bad luck, cannot look the same. */
    static boolean isClear(Sample sample) {
        return sample.completed() < CLEARLY_SATURATED * sample.offered();
    }

    private static double seconds(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::seconds).sum();
    }

    /** By which factor a count of requests may be off by chance: two standard deviations of a Poisson count. */
    private static double chance(Sample sample) {
        return 2 / Math.sqrt(Math.max(1, sample.completed()));
    }

    private static double mean(double[] values, int[] selection) {
        double sum = 0;
        for (int i : selection) {
            sum += values[i];
        }
        return sum / selection.length;
    }
}
