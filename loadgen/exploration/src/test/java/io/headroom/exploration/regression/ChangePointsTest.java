package io.headroom.exploration.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The series are those of Apache Otava's tests (Apache License 2.0), with the answers these expect; the long one is in the bench. */
class ChangePointsTest {

    private static final long SEED = 1;
    private static final double[] STEPS = {
        0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5, 149.1, 148.8, 150.0
    };
    private static final double[] HALVED = {
        1.02, 0.95, 0.99, 1.00, 1.12, 1.00, 1.01, 0.98, 1.01, 0.96, 0.50, 0.51, 0.48, 0.48, 0.55, 0.50, 0.49, 0.51,
        0.50, 0.49
    };

    @Test
    void bothTestsFindOtavasChangePoints() {
        assertThat(ChangePoints.byStudent(STEPS, 30, 0.01, 0)).containsExactly(5, 8);
        assertThat(ChangePoints.byPermutation(STEPS, 0.01, 100, new SplittableRandom(SEED)))
                .containsExactly(5, 8);
        assertThat(ChangePoints.byStudent(HALVED, 10, 0.0001, 0)).containsExactly(10);
        assertThat(ChangePoints.byPermutation(HALVED, 0.0001, 100, new SplittableRandom(SEED)))
                .containsExactly(10);
    }

    @Test
    void aChangeThatIsTooSmallIsLeftOut() {
        double[] series = {2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.80, 1.76, 1.78};
        assertThat(ChangePoints.byStudent(series, 50, 0.001, 0)).containsExactly(4);
        assertThat(ChangePoints.byStudent(series, 50, 0.001, 0.2)).isEmpty();
    }

    /** The candidate is that of the definition, summed the slow way. */
    @Test
    void theFastSumsAreTheDefinition() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 50; round++) {
            double[] series = new double[2 + random.nextInt(20)];
            Arrays.setAll(series, _ -> random.nextGaussian());
            Candidate candidate = Candidate.in(series, 0, series.length).orElseThrow();
            double largest = Double.NEGATIVE_INFINITY;
            for (int tau = 1; tau < series.length; tau++) {
                for (int kappa = tau + 1; kappa <= series.length; kappa++) {
                    largest = Math.max(largest, divergence(series, tau, kappa));
                }
            }
            assertThat(candidate.divergence())
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(largest, within(1e-9));
        }
    }

    private static double divergence(double[] series, int tau, int kappa) {
        double n = tau;
        double m = kappa - tau;
        double between = distances(series, 0, tau, tau, kappa);
        double left = distances(series, 0, tau, 0, tau) / 2;
        double right = distances(series, tau, kappa, tau, kappa) / 2;
        return 2 / (m + n) * between
                - (n > 1 ? 2 * m / (m + n) / (n - 1) * left : 0)
                - (m > 1 ? 2 * n / (m + n) / (m - 1) * right : 0);
    }

    private static double distances(double[] series, int from, int to, int otherFrom, int otherTo) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int j = otherFrom; j < otherTo; j++) {
                sum += Math.abs(series[i] - series[j]);
            }
        }
        return sum;
    }

    @Test
    void aSeriesWithoutAChangeHasSeldomAny() {
        int found = 0;
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            double[] series = random.doubles(30).toArray();
            found += ChangePoints.byPermutation(series, 0.05, 99, random).isEmpty() ? 0 : 1;
        }
        assertThat(found).as("of 200 at the level 0.05, seed %d", SEED).isBetween(2, 22);
    }

    @Test
    void aWindowOfOneIsNamed() {
        assertThatThrownBy(() -> ChangePoints.byStudent(STEPS, 1, 0.01, 0)).hasMessageContaining("2 values, not 1");
    }
}
