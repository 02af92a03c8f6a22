package io.headroom.exploration.scaling;

import static java.util.Locale.ROOT;

import io.headroom.exploration.scaling.ScalingLaw.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The law that measurements with several numbers of instances follow, and how sure its predictions are. */
public final class ScalingModel {

    /*
     * Choice: the least of Akaike's criterion, corrected for small samples [1],
     *
     *     AICc = n·ln(RSS/n) + 2k + 2k(k+1)/(n−k−1),       k: the law's parameters and the variance of its residuals
     *
     * so a parameter must pay for itself. Which laws may compete: Amdahl with two numbers of instances; the universal one with five and two runs of each. Where n is
     * too small for AICc, two numbers of instances determine Amdahl's law and nothing beyond it.
     *
     * Intervals: bootstrap. Residuals, widened by √(n/(n−p)), are drawn anew around the law and it is fitted again; with less than three to spare the runs' own
     * deviations are drawn instead. The interval is that between the 2.5 % and 97.5 % points.
     *
     * [1] C. M. Hurvich, C.-L. Tsai, Regression and time series model selection in small samples, Biometrika 76, 1989.
     */

    private static final int UNIVERSAL_NUMBERS = 5;
    private static final int UNIVERSAL_RUNS = 2;
    private static final int SPARE_FEWEST = 3;
    private static final int RESAMPLES = 400;
    private static final double TAIL = 0.025;
    /** Beyond this many times the largest number measured a prediction is called extrapolated. */
    private static final double EXTRAPOLATED_BEYOND = 2;

    private final ScalingLaw law;
    private final int largest;
    private final List<ScalingLaw> resampled;
    private final Map<Form, Double> criteria;

    private ScalingModel(ScalingLaw law, int largest, List<ScalingLaw> resampled, Map<Form, Double> criteria) {
        this.law = law;
        this.largest = largest;
        this.resampled = resampled;
        this.criteria = criteria;
    }

    /**
     * What a law says of a number of instances, in requests/s with a 95 % interval.
     *
     * @param extrapolated whether it lies beyond twice the largest number measured
     */
    public record Prediction(int instances, double lower, double estimate, double upper, boolean extrapolated) {

        /** A clause for people. */
        public String sentence() {
            return String.format(
                    ROOT,
                    "%d instances carry %.0f requests/s (%.0f to %.0f)%s",
                    instances,
                    estimate,
                    lower,
                    upper,
                    extrapolated ? ", extrapolated" : "");
        }
    }

    /**
     * Chooses and fits.
     *
     * @param runs at least one; several with the same number of instances are welcome
     */
    public static ScalingModel of(List<CapacityAt> runs, RandomGenerator random) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A scaling model needs at least one measured capacity.");
        }
        double[] instances = runs.stream().mapToDouble(CapacityAt::instances).toArray();
        double[] capacities =
                runs.stream().mapToDouble(CapacityAt::requestsPerSecond).toArray();
        LeastSquares squares = new LeastSquares(instances, capacities);
        List<Form> candidates = candidates(runs);
        Map<Form, Double> criteria = new TreeMap<>();
        ScalingLaw chosen = squares.nearest(candidates.getLast());
        double least = Double.POSITIVE_INFINITY;
        for (Form form : candidates) {
            ScalingLaw law = squares.nearest(form);
            double criterion = criterion(runs.size(), form, squares.squares(law));
            criteria.put(form, criterion);
            if (criterion < least) {
                least = criterion;
                chosen = law;
            }
        }
        int largest = runs.stream().mapToInt(CapacityAt::instances).max().orElseThrow();
        return new ScalingModel(chosen, largest, resampled(chosen, runs, random), criteria);
    }

    /** The law chosen. */
    public ScalingLaw law() {
        return law;
    }

    /** AICc of every law that competed, the less the better; infinite where there are too few runs. */
    public Map<Form, Double> criteria() {
        return Map.copyOf(criteria);
    }

    public Prediction at(int instances) {
        double[] figures = resampled.stream()
                .mapToDouble(each -> each.capacity(instances))
                .sorted()
                .toArray();
        double estimate = law.capacity(instances);
        int cut = (int) (TAIL * figures.length);
        return new Prediction(
                instances,
                Math.min(estimate, figures[cut]),
                estimate,
                Math.max(estimate, figures[figures.length - 1 - cut]),
                instances > EXTRAPOLATED_BEYOND * largest);
    }

    private static List<Form> candidates(List<CapacityAt> runs) {
        Map<Integer, Long> perNumber =
                runs.stream().collect(Collectors.groupingBy(CapacityAt::instances, Collectors.counting()));
        if (perNumber.size() < 2) {
            return List.of(Form.LINEAR);
        }
        boolean universal = perNumber.size() >= UNIVERSAL_NUMBERS
                && perNumber.values().stream().allMatch(count -> count >= UNIVERSAL_RUNS);
        return universal ? List.of(Form.values()) : List.of(Form.LINEAR, Form.AMDAHL);
    }

    private static double criterion(int n, Form form, double squares) {
        int k = form.parameters() + 1;
        if (n - k - 1 <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        // Where a law fits perfectly, the logarithm must still be one.
        double variance = Math.max(squares / n, Double.MIN_NORMAL);
        return n * Math.log(variance) + 2 * k + 2.0 * k * (k + 1) / (n - k - 1);
    }

    private static List<ScalingLaw> resampled(ScalingLaw law, List<CapacityAt> runs, RandomGenerator random) {
        double[] instances = runs.stream().mapToDouble(CapacityAt::instances).toArray();
        int spare = runs.size() - law.form().parameters();
        double widened = Math.sqrt((double) runs.size() / Math.max(1, spare));
        double[] residuals = runs.stream()
                .mapToDouble(run -> widened * (run.requestsPerSecond() - law.capacity(run.instances())))
                .toArray();
        List<ScalingLaw> laws = new ArrayList<>();
        for (int r = 0; r < RESAMPLES; r++) {
            double[] capacities = new double[instances.length];
            Arrays.setAll(capacities, i -> {
                double error = spare >= SPARE_FEWEST
                        ? residuals[random.nextInt(residuals.length)]
                        : runs.get(i).deviation() * random.nextGaussian();
                return Math.max(Double.MIN_NORMAL, law.capacity(instances[i]) + error);
            });
            laws.add(new LeastSquares(instances, capacities).nearest(law.form()));
        }
        return laws;
    }
}
