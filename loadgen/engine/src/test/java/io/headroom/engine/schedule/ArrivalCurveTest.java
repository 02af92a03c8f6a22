package io.headroom.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.data.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedule itself, without a clock: when each arrival of a profile is due. */
class ArrivalCurveTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyArrivalOfARandomProfileIsDueWhereTheCurveReachesItsNumber(long seed) {
        RateProfile profile = randomProfile(new RandomSource(seed));
        var curve = new ArrivalCurve(profile);
        double end = profile.duration().toNanos();
        long before = 0;
        long count = 0;
        for (; curve.reaches(count); count++) {
            long due = curve.dueNanos(count);
            assertThat(due).as("arrival %s", count).isBetween(before, (long) end);
            assertThat(curve.arrivalsBy(due / 1e9))
                    .as("within what arrives in a nanosecond")
                    .isCloseTo(count, within(1e-9 * profile.most() + 1e-9 * (1 + count)));
            before = due;
        }
        assertThat(curve.total()).isCloseTo(profile.mean() * end / 1e9, within(1e-6 * (1 + curve.total())));
        assertThat(count).isBetween((long) Math.floor(curve.total()), (long) Math.ceil(curve.total()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 32})
    void stripesOfAProfileTogetherAreTheWholeProfile(int stripes) {
        RateProfile profile = randomProfile(new RandomSource(99));
        List<Long> whole = due(profile, 0, 1);
        List<Long> striped = new ArrayList<>();
        for (int stripe = 0; stripe < stripes; stripe++) {
            striped.addAll(due(profile, stripe, stripes));
        }
        striped.sort(null);
        assertThat(striped).isEqualTo(whole);
    }

    @Test
    void aRampFromZeroIsTheSquareRootOfTheNumber() {
        var curve = new ArrivalCurve(RateProfile.ramp(0, 100, Duration.ofSeconds(10))); // N(t) = 5 t²
        assertThat(curve.total()).isEqualTo(500);
        for (int k = 0; k < 500; k++) {
            assertThat(curve.dueNanos(k)).isCloseTo(Math.round(Math.sqrt(k / 5.0) * 1e9), within(1L));
        }
        assertThat(curve.reaches(500)).isFalse();
    }

    @Test
    void aRampToZeroMirrorsOneFromZero() {
        var falling = new ArrivalCurve(RateProfile.ramp(100, 0, Duration.ofSeconds(10)));
        for (int k = 0; k < 500; k++) {
            double mirrored = 10 - Math.sqrt((500 - k) / 5.0);
            assertThat(falling.dueNanos(k)).isCloseTo(Math.round(mirrored * 1e9), within(2L));
        }
        assertThat(falling.reaches(500)).as("nothing at the very end").isFalse();
    }

    @Test
    void nothingIsDueWhileTheRateIsZero() {
        RateProfile profile = RateProfile.constant(0, SECOND)
                .then(RateProfile.constant(10, SECOND))
                .then(RateProfile.constant(0, Duration.ofSeconds(3)))
                .then(RateProfile.constant(10, SECOND))
                .then(RateProfile.constant(0, SECOND));
        List<Long> due = due(profile, 0, 1);
        assertThat(due).hasSize(20);
        assertThat(due.get(0)).isEqualTo(1_000_000_000L);
        assertThat(due.get(9)).isEqualTo(1_900_000_000L);
        assertThat(due.get(10)).isEqualTo(5_000_000_000L);
        assertThat(due.get(19)).isEqualTo(5_900_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 7, 266.66666666666669, 999.9, 1_000, 12_345.6789})
    void aWholeNumberOfArrivalsIsNotOneTooMany(double perSecond) {
        Duration duration = Duration.ofNanos(Math.round(1_000 / perSecond * 1e9));
        var arrivals = due(RateProfile.constant(1_000 / (duration.toNanos() / 1e9), duration), 0, 1);
        assertThat(arrivals).hasSize(1_000);
    }

    @Test
    void aSpikeIsAsSteepAsItWasAsked() {
        RateProfile profile = RateProfile.constant(10, SECOND)
                .then(RateProfile.constant(1_000, Duration.ofMillis(100)))
                .then(RateProfile.constant(10, SECOND));
        List<Long> due = due(profile, 0, 1);
        assertThat(due).hasSize(120);
        assertThat(due.stream().filter(at -> at >= 1_000_000_000L && at < 1_100_000_000L))
                .hasSize(100);
    }

    @Test
    void aPoissonProcessFollowsTheProfile() {
        RateProfile profile = RateProfile.ramp(0, 2_000, Duration.ofSeconds(20))
                .then(RateProfile.constant(500, Duration.ofSeconds(20)));
        List<Long> all = new ArrayList<>();
        for (int stripe = 0; stripe < 4; stripe++) {
            for (Arrivals arrivals = Arrivals.of(Spacing.POISSON, profile, stripe, 4, 42);
                    !arrivals.isOver();
                    arrivals.advance()) {
                all.add(arrivals.dueNanos());
            }
        }
        assertThat((double) all.size())
                .as("30,000 and four deviations")
                .isCloseTo(30_000, within(4 * Math.sqrt(30_000)));
        for (int second = 0; second < 40; second++) {
            long from = second * 1_000_000_000L;
            double expected = second < 20 ? 100 * (second + 0.5) : 500;
            long seen = all.stream()
                    .filter(at -> at >= from && at < from + 1_000_000_000L)
                    .count();
            assertThat((double) seen).as("second %s", second).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void theRateAtAnArrivalIsTheProfiles() {
        Arrivals arrivals = Arrivals.of(Spacing.EVEN, RateProfile.ramp(0, 100, Duration.ofSeconds(10)), 1, 2, 0);
        while (arrivals.number() < 125) {
            arrivals.advance();
        }
        assertThat(arrivals.dueNanos()).isEqualTo(5_000_000_000L);
        assertThat(arrivals.perSecond()).as("half of 50, on one of two stripes").isCloseTo(25, within(1e-9));
    }

    private static List<Long> due(RateProfile profile, int stripe, int stripes) {
        List<Long> due = new ArrayList<>();
        for (Arrivals arrivals = Arrivals.of(Spacing.EVEN, profile, stripe, stripes, 0);
                !arrivals.isOver();
                arrivals.advance()) {
            due.add(arrivals.dueNanos());
        }
        return due;
    }

    /** Up to twelve stretches of rates between 0 and 3,000, a quarter of the corners at 0. */
    private static RateProfile randomProfile(RandomSource random) {
        List<Segment> segments = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            double from = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3_000;
            double to = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3_000;
            boolean flat = random.nextInt(4) == 0;
            segments.add(new Segment(from, flat ? from : to, Duration.ofNanos(1 + random.nextInt(2_000_000_000))));
        }
        return new RateProfile(segments);
    }
}
