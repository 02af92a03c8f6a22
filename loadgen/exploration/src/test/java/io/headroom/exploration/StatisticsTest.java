package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every statistic against published values, an independent library, or its own definition computed the slow way. */
class StatisticsTest {

    private static final long SEED = 20_260_101;

    /** Brown, Cai and DasGupta's tables and R's prop.test(correct = FALSE). */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 0.0, 0.03699",
        "1, 10, 0.01788, 0.40415",
        "5, 100, 0.02154, 0.11175",
        "10, 100, 0.05523, 0.17437",
        "50, 100, 0.40383, 0.59617",
        "100, 100, 0.96301, 1.0"
    })
    void wilsonIntervalsAreThePublishedOnes(long part, long whole, double lower, double upper) {
        Proportion proportion = Proportion.of(part, whole);
        assertThat(proportion.lower()).isCloseTo(lower, within(5e-5));
        assertThat(proportion.upper()).isCloseTo(upper, within(5e-5));
        assertThat(proportion.share()).isEqualTo((double) part / whole);
    }

    @Test
    void aShareOfNothingSaysNothing() {
        assertThat(Proportion.of(0, 0)).isEqualTo(new Proportion(0, 0, 1));
    }

    @Test
    void aShareOfMoreThanTheLibraryCountsKeepsItsValue() {
        Proportion proportion = Proportion.of(3_000_000_000L, 10_000_000_000L);
        assertThat(proportion.share()).isCloseTo(0.3, within(1e-6));
        assertThat(proportion.lower()).isBetween(0.2999, proportion.share());
    }

    @Test
    void theilSenIgnoresOutliersThatBendLeastSquares() {
        double[] series = {1, 2, 3, 4, 100, 6, 7, 8, -90, 10};
        assertThat(Trend.of(series).slope()).isCloseTo(1, within(1e-12));
    }

    /** S = 45, Var = 125, Z = 44/√125; and with a tie S = 5, Var = 138/18, Z = 4/√(138/18). */
    @Test
    void mannKendallMatchesWorkedExamples() {
        assertThat(Trend.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray())
                        .risingProbability())
                .isCloseTo(4.15e-5, within(1e-6));
        assertThat(Trend.of(new double[] {1, 2, 2, 3}).risingProbability()).isCloseTo(0.0743, within(1e-4));
        assertThat(Trend.of(new double[] {5, 5, 5, 5, 5}).risingProbability()).isEqualTo(1);
        assertThat(Trend.of(new double[] {9, 8, 7, 6, 5, 4, 3, 2, 1}).risingProbability())
                .isGreaterThan(0.999);
    }

    /** Without ties τ = S / (n(n−1)/2), so the library's τ gives S and with it the probability. */
    @Test
    void mannKendallAgreesWithKendallsTau() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 50; round++) {
            int n = 10 + random.nextInt(30);
            double[] time = IntStream.range(0, n).asDoubleStream().toArray();
            double[] series = Arrays.stream(time)
                    .map(t -> 0.05 * t + random.nextGaussian())
                    .toArray();
            double score = new KendallsCorrelation().correlation(time, series) * n * (n - 1) / 2;
            double z = (score - Math.signum(score)) / Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
            double expected = NormalDistribution.of(0, 1).survivalProbability(z);
            assertThat(Trend.of(series).risingProbability())
                    .as("seed %d, round %d", SEED, round)
                    .isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void mannKendallRaisesFalseAlarmsAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(SEED);
        int alarms = 0;
        for (int round = 0; round < 5_000; round++) {
            double[] noise = random.doubles(20).toArray();
            alarms += Trend.of(noise).risingProbability() < 0.01 ? 1 : 0;
        }
        assertThat(alarms).as("of 5000, seed %d", SEED).isBetween(25, 75);
    }

    @Test
    void mserCutsTheTransient() {
        double[] series = {90, 70, 40, 25, 10, 11, 9, 10, 11, 10, 9, 10, 11, 9, 10, 10, 9, 11, 10, 10};
        assertThat(WarmUp.mser(series)).isEqualTo(4);
        assertThat(WarmUp.mser(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3})).isZero();
        double[] ramp = IntStream.range(0, 20).asDoubleStream().toArray();
        assertThat(WarmUp.isSteady(WarmUp.mser(ramp), ramp.length)).isFalse();
        assertThat(WarmUp.mser(new double[0])).isZero();
    }

    @Test
    void mserIsTheMinimumOfItsDefinition() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            double[] series = new double[10 + random.nextInt(50)];
            Arrays.setAll(series, i -> 50 * Math.exp(-i / 4.0) + random.nextGaussian());
            assertThat(WarmUp.mser(series)).as("seed %d, round %d", SEED, round).isEqualTo(slowMser(series));
        }
    }

    private static int slowMser(double[] series) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d <= series.length - 5; d++) {
            double[] rest = Arrays.copyOfRange(series, d, series.length);
            double mean = Arrays.stream(rest).average().orElseThrow();
            double error = Arrays.stream(rest).map(z -> (z - mean) * (z - mean)).sum() / rest.length / rest.length;
            if (error < least) {
                least = error;
                best = d;
            }
        }
        return best;
    }

    @ParameterizedTest
    @CsvSource({"20, 0.25, 4", "64, 1, 4", "120, 1, 5", "6, 0.25, 2", "2, 1, 1", "1, 1, 1"})
    void blocksKeepASecondOrTheCubeRoot(int windows, double seconds, int block) {
        assertThat(BlockBootstrap.blockLength(windows, seconds)).isEqualTo(block);
    }

    /** A strongly autocorrelated series: whoever draws single values is far too sure of its mean. */
    @Test
    void blocksAreHonestAboutCorrelatedWindows() {
        SplittableRandom random = new SplittableRandom(SEED);
        int blocks = 0;
        int singles = 0;
        int rounds = 300;
        for (int round = 0; round < rounds; round++) {
            double[] series = new double[120];
            double state = random.nextGaussian();
            for (int i = 0; i < series.length; i++) {
                state = 0.6 * state + 0.8 * random.nextGaussian();
                series[i] = state;
            }
            blocks += coversZero(series, random) ? 1 : 0;
            singles += coversZero(shuffled(series, random), random) ? 1 : 0;
        }
        System.out.printf(
                "moving blocks cover %.0f %%, single values %.0f %% (seed %d)%n",
                100.0 * blocks / rounds, 100.0 * singles / rounds, SEED);
        assertThat(blocks).isGreaterThan(rounds * 80 / 100).isGreaterThan(singles + rounds * 10 / 100);
    }

    /** The same values without their memory: blocks of these are as good as single values. */
    private static double[] shuffled(double[] series, SplittableRandom random) {
        double[] copy = series.clone();
        for (int i = copy.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = copy[i];
            copy[i] = copy[j];
            copy[j] = swapped;
        }
        return copy;
    }

    private static boolean coversZero(double[] series, SplittableRandom random) {
        BlockBootstrap bootstrap = new BlockBootstrap(200, random);
        BlockBootstrap.Range range = BlockBootstrap.range(bootstrap.figures(
                series.length,
                0.125,
                selection -> Arrays.stream(selection)
                        .mapToDouble(i -> series[i])
                        .average()
                        .orElseThrow()));
        return range.lower() <= 0 && range.upper() >= 0;
    }

    @Test
    void percentilesAreThoseOfTheMergedHistogram() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] millis = new double[5][];
        Arrays.setAll(millis, _ -> random.doubles(40, 1, 500).toArray());
        Latencies latencies = Latencies.of(Arrays.stream(millis)
                .map(each -> new Window(1, 40, 40, 40, 0, 0, 1, Windows.histogram(each)))
                .toList());
        double[] all =
                Arrays.stream(millis).flatMapToDouble(Arrays::stream).sorted().toArray();
        assertThat(latencies.total()).isEqualTo(200);
        for (double share : new double[] {0.01, 0.5, 0.95, 1}) {
            double exact = all[Math.max(0, (int) Math.ceil(share * all.length) - 1)];
            assertThat(latencies.percentileMillis(share)).isCloseTo(exact, within(exact / 500));
        }
        assertThat(latencies.percentileMillis(1, new int[] {2, 2}))
                .isCloseTo(Arrays.stream(millis[2]).max().orElseThrow(), within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5", "0.95, 59", "0.99, 299", "0.999, 2995"})
    void aPercentileNeedsEnoughRequests(double share, long requests) {
        assertThat(SampleSize.carrying(share)).isEqualTo(requests);
        Latencies few = Latencies.of(List.of(Windows.of(1, requests - 1, requests - 1, 0, 0, 20)));
        Latencies enough = Latencies.of(List.of(Windows.of(1, requests, requests, 0, 0, 20)));
        assertThat(few.carried(share)).isEmpty();
        assertThat(enough.carried(share)).hasValueCloseTo(20.0, within(0.02));
    }
}
