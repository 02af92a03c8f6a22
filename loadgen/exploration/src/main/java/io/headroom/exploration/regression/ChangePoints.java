package io.headroom.exploration.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where a series changed: indices of the first value after each change, in order. */
public final class ChangePoints {

    /*
     * E-divisive means: split at the best candidate of all segments as long as that is significant.
     *
     * By permutation (Matteson and James): the values are shuffled within the segments, and the best candidate of the shuffled series is compared;
     * p = #{as extreme}/(permutations + 1). It asks nothing of the values' distribution, but cannot call a change of one or two values significant.
     *
     * By Student's t (Hunter, Apache Otava), in windows that overlap by half: first with ten times the p that is asked for, because a weak point in the middle
     * hides strong ones beside it; then the weakest are taken out again, each time judging their neighbours anew, until all are significant and large enough.
     */

    private static final int WINDOW_SHORTEST = 2;

    private ChangePoints() {}

    /**
     * By permutation.
     *
     * @param probabilityMost the p up to which a change counts
     */
    public static List<Integer> byPermutation(
            double[] series, double probabilityMost, int permutations, RandomGenerator random) {
        Segments segments = new Segments(series, List.of());
        while (true) {
            Optional<Candidate> candidate = segments.candidate();
            if (candidate.isEmpty() || permuted(segments, candidate.get(), permutations, random) > probabilityMost) {
                return List.copyOf(segments.cuts());
            }
            segments = segments.cutAt(candidate.get().index());
        }
    }

    private static double permuted(Segments segments, Candidate candidate, int permutations, RandomGenerator random) {
        int extreme = 0;
        double[] shuffled = segments.series().clone();
        for (int p = 0; p < permutations; p++) {
            for (Segments.Segment segment : segments.all()) {
                shuffle(shuffled, segment.start(), segment.end(), random);
            }
            double divergence = new Segments(shuffled, segments.cuts())
                    .candidate()
                    .map(Candidate::divergence)
                    .orElse(Double.NEGATIVE_INFINITY);
            extreme += divergence >= candidate.divergence() ? 1 : 0;
        }
        return extreme / (permutations + 1.0);
    }

    /** Brings the values from {@code start} to before {@code end} into a random order. */
    static void shuffle(double[] values, int start, int end, RandomGenerator random) {
        for (int i = end - 1; i > start; i--) {
            int other = start + random.nextInt(i - start + 1);
            double value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    /**
     * By Student's t.
     *
     * @param window length of the overlapping windows
     * @param probabilityMost the p up to which a change counts
     * @param magnitudeLeast relative change that is worth a mention
     */
    public static List<Integer> byStudent(double[] series, int window, double probabilityMost, double magnitudeLeast) {
        if (window < WINDOW_SHORTEST) {
            throw new IllegalArgumentException("A window has at least 2 values, not " + window + ".");
        }
        double first = probabilityMost < 0.05
                ? 10 * probabilityMost
                : probabilityMost < 0.5 ? 2 * probabilityMost : probabilityMost;
        List<Integer> weak = new ArrayList<>();
        int start = 0;
        while (start < series.length) {
            int end = Math.min(start + window, series.length);
            List<Integer> found = inWindow(series, start, end, first);
            int last = found.isEmpty() ? 0 : found.getLast();
            start = Math.max(last, start + window / 2);
            found.stream().filter(index -> !weak.contains(index)).forEach(weak::add);
        }
        weak.sort(null);
        return merged(series, weak, probabilityMost, magnitudeLeast);
    }

    private static List<Integer> inWindow(double[] series, int start, int end, double probabilityMost) {
        double[] values = new double[end - start];
        System.arraycopy(series, start, values, 0, values.length);
        Segments segments = new Segments(values, List.of());
        while (true) {
            Optional<Candidate> candidate = segments.candidate();
            if (candidate.isEmpty()
                    || segments.difference(candidate.get().index()).probability() > probabilityMost) {
                return segments.cuts().stream().map(index -> start + index).toList();
            }
            segments = segments.cutAt(candidate.get().index());
        }
    }

    private record Judged(int index, Difference difference) {}

    private static List<Integer> merged(
            double[] series, List<Integer> weak, double probabilityMost, double magnitudeLeast) {
        List<Judged> points = new ArrayList<>();
        Segments all = new Segments(series, weak);
        weak.forEach(index -> points.add(new Judged(index, all.difference(index))));
        while (!points.isEmpty()) {
            Judged weakest = first(
                    points,
                    Comparator.comparingDouble(point -> -point.difference().probability()));
            if (weakest.difference().probability() < probabilityMost) {
                weakest = first(
                        points,
                        Comparator.comparingDouble(point -> point.difference().magnitude()));
                if (weakest.difference().magnitude() > magnitudeLeast) {
                    break;
                }
            }
            int at = points.indexOf(weakest);
            points.remove(at);
            Segments left =
                    new Segments(series, points.stream().map(Judged::index).toList());
            // The point before keeps its judgement, as in Apache Otava, whose answers ours must equal.
            if (at < points.size()) {
                int index = points.get(at).index();
                points.set(at, new Judged(index, left.difference(index)));
            }
        }
        return points.stream().map(Judged::index).toList();
    }

    private static Judged first(List<Judged> points, Comparator<Judged> order) {
        return points.stream().min(order).orElseThrow();
    }
}
