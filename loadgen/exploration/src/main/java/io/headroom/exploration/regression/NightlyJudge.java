package io.headroom.exploration.regression;

import static java.util.Locale.ROOT;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hipparchus.stat.StatUtils;

/**
 * Says after each night whether a figure changed. Only valid runs of one environment belong to a series, oldest first, one a night.
 *
 * <p>Not a gate by itself: what is suspected is measured again (see {@link Rerun}), or waits for the next night.
 */
public final class NightlyJudge {

    /*
     * Runs since the last change that is settled (acknowledged, or found by E-divisive and older than five nights) are one segment of n values.
     *
     *     n < 5        no verdict
     *     n = 5 … 13   fixed limit: tonight is further from the median of the ordinary nights before than max(10 %, 3·CV); a night beyond the limit is not one of
     *                  them, or the first bad night would widen the limit of the second
     *     n ≥ 14       the last m = 1 … 5 values against those before: the m whose difference is least likely (Student's t)
     *
     * The least of five probabilities is small more often than one is. So the threshold is calibrated on the series itself: the values before are permuted 500 times, and
     * each time the least probability is taken; the threshold is the level's quantile of these, at most the level. The difference must also be
     * material, over max(5 %, 2·CV), for with enough nights everything is significant.
     *
     * CV: standard deviation ÷ mean of the values that tonight is compared with.
     *
     * A change is provisional on the first night and confirmed when two of the last three nights suspect the same direction.
     */

    private static final int RUNS_FEWEST = 5;
    private static final int RUNS_FOR_CALIBRATION = 14;
    private static final double LIMIT_FIXED = 0.10;
    private static final double LIMIT_FIXED_DEVIATIONS = 3;
    private static final double MATERIAL = 0.05;
    private static final double MATERIAL_DEVIATIONS = 2;
    private static final double LEVEL = 0.05;
    private static final int NIGHTS_AFTER_MOST = 5;
    private static final int PERMUTATIONS = 500;
    private static final int HISTORY_MOST = 60;
    private static final int HISTORY_PERMUTATIONS = 199;
    private static final double HISTORY_LEVEL = 0.005;
    private static final int CONFIRMING_NIGHTS = 3;

    private final long seed;

    /** @param seed of the permutations */
    public NightlyJudge(long seed) {
        this.seed = seed;
    }

    /** What the last night says. */
    public sealed interface Night {

        /**
         * Too early to say.
         *
         * @param reason a sentence for people
         */
        record NoVerdict(String reason) implements Night {}

        /** Nothing happened beyond the ordinary. */
        record Ordinary() implements Night {}

        /**
         * Something did.
         *
         * @param from index of the first value that it is a change from
         * @param since index of the first value after the change
         * @param change relative, below 0 for less
         * @param confirmed whether an earlier night said the same; otherwise provisional
         */
        record Changed(int from, int since, double change, boolean confirmed) implements Night {}
    }

    /**
     * Judges the last night of a series.
     *
     * @param values above 0
     * @param acknowledged indices of changes that people know: each begins a new segment and is not told again
     */
    public Night judge(double[] values, List<Integer> acknowledged) {
        Night tonight = provisional(values, acknowledged);
        if (!(tonight instanceof Night.Changed changed)) {
            return tonight;
        }
        for (int back = 1; back < CONFIRMING_NIGHTS && back < values.length; back++) {
            double[] before = Arrays.copyOf(values, values.length - back);
            if (provisional(before, acknowledged) instanceof Night.Changed earlier
                    && Math.signum(earlier.change()) == Math.signum(changed.change())) {
                return new Night.Changed(changed.from(), changed.since(), changed.change(), true);
            }
        }
        return changed;
    }

    private Night provisional(double[] values, List<Integer> acknowledged) {
        int start = segmentStart(values, acknowledged);
        double[] segment = Arrays.copyOfRange(values, start, values.length);
        if (segment.length < RUNS_FEWEST) {
            return new Night.NoVerdict(String.format(
                    ROOT, "%d valid runs since the last change; a verdict needs %d.", segment.length, RUNS_FEWEST));
        }
        Optional<Tail> tail = segment.length < RUNS_FOR_CALIBRATION ? byFixedLimit(segment) : byCalibratedTest(segment);
        return tail.<Night>map(found -> new Night.Changed(start, start + found.index(), found.change(), false))
                .orElse(new Night.Ordinary());
    }

    /** The last values of a segment, from an index on, and how much they differ from those before. */
    private record Tail(int index, double change, double probability) {}

    private static Optional<Tail> byFixedLimit(double[] segment) {
        double[] ordinary = Arrays.copyOf(segment, RUNS_FEWEST - 1);
        Optional<Tail> beyond = Optional.empty();
        for (int night = ordinary.length; night < segment.length; night++) {
            double change = segment[night] / median(ordinary) - 1;
            if (Math.abs(change) <= Math.max(LIMIT_FIXED, LIMIT_FIXED_DEVIATIONS * variation(ordinary))) {
                ordinary = Arrays.copyOf(ordinary, ordinary.length + 1);
                ordinary[ordinary.length - 1] = segment[night];
                beyond = Optional.empty();
            } else {
                int first = beyond.filter(earlier -> Math.signum(earlier.change()) == Math.signum(change))
                        .map(Tail::index)
                        .orElse(night);
                beyond = Optional.of(new Tail(first, change, 0));
            }
        }
        return beyond;
    }

    private Optional<Tail> byCalibratedTest(double[] segment) {
        Tail tail = leastLikely(segment);
        double[] before = Arrays.copyOf(segment, segment.length - NIGHTS_AFTER_MOST);
        double limit = Math.max(MATERIAL, MATERIAL_DEVIATIONS * variation(before));
        return Math.abs(tail.change()) > limit && tail.probability() <= threshold(before)
                ? Optional.of(tail)
                : Optional.empty();
    }

    private static Tail leastLikely(double[] segment) {
        Tail least = new Tail(segment.length, 0, 1);
        for (int m = 1; m <= NIGHTS_AFTER_MOST; m++) {
            int index = segment.length - m;
            Difference difference = Difference.of(segment, 0, index, segment.length);
            if (difference.probability() < least.probability()) {
                least = new Tail(index, difference.after() / difference.before() - 1, difference.probability());
            }
        }
        return least;
    }

    private double threshold(double[] before) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] permuted = before.clone();
        double[] least = new double[PERMUTATIONS];
        for (int p = 0; p < PERMUTATIONS; p++) {
            ChangePoints.shuffle(permuted, 0, permuted.length, random);
            least[p] = leastLikely(permuted).probability();
        }
        Arrays.sort(least);
        return Math.min(LEVEL, least[(int) (LEVEL * PERMUTATIONS)]);
    }

    private int segmentStart(double[] values, List<Integer> acknowledged) {
        int start = acknowledged.stream()
                .filter(index -> index < values.length)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int from = Math.max(start, values.length - HISTORY_MOST);
        int end = values.length - NIGHTS_AFTER_MOST;
        if (end - from < RUNS_FOR_CALIBRATION) {
            return start;
        }
        List<Integer> changes = ChangePoints.byPermutation(
                Arrays.copyOfRange(values, from, end), HISTORY_LEVEL, HISTORY_PERMUTATIONS, new SplittableRandom(seed));
        return changes.isEmpty() ? Math.max(start, from) : from + changes.getLast();
    }

    /** Standard deviation ÷ mean. */
    public static double variation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return mean == 0 ? 0 : Math.sqrt(StatUtils.variance(values)) / mean;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
