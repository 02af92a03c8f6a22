package io.headroom.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void evenArrivalsAreDueAtMultiplesOfThePeriodWithoutDrift() {
        Arrivals arrivals = arrivals(Spacing.EVEN, 3.0, 0, 1, 0);
        for (long k = 0; k < 3_000_000; k++) {
            if (k % 3 == 0) {
                assertThat(arrivals.dueNanos()).isEqualTo(k / 3 * 1_000_000_000L);
            }
            arrivals.advance();
        }
    }

    @Test
    void stripesTogetherMakeTheWholeSchedule() {
        List<Long> whole = due(arrivals(Spacing.EVEN, 1_234.5, 0, 1, 0), 700);
        List<Long> striped = new ArrayList<>();
        for (int stripe = 0; stripe < 7; stripe++) {
            striped.addAll(due(arrivals(Spacing.EVEN, 1_234.5, stripe, 7, 0), 100));
        }
        striped.sort(null);
        assertThat(striped).isEqualTo(whole);
    }

    @Test
    void poissonGapsAreExponentialAndStripesAddUpToTheRate() {
        List<Long> all = new ArrayList<>();
        for (int stripe = 0; stripe < 4; stripe++) {
            all.addAll(due(arrivals(Spacing.POISSON, 1_000, stripe, 4, 42), 20_000));
        }
        all.sort(null);
        List<Long> firstMinute =
                all.stream().filter(due -> due < 60_000_000_000L).toList();
        double[] gaps = new double[firstMinute.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (firstMinute.get(i + 1) - firstMinute.get(i)) / 1e6;
        }
        double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
        double variance = java.util.Arrays.stream(gaps)
                .map(g -> (g - mean) * (g - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1.0, within(0.02));
        assertThat(Math.sqrt(variance) / mean)
                .as("an exponential's deviation is its mean")
                .isCloseTo(1.0, within(0.03));
    }

    @Test
    void theSameSeedGivesTheSameArrivals() {
        assertThat(due(arrivals(Spacing.POISSON, 10, 1, 2, 5), 50))
                .isEqualTo(due(arrivals(Spacing.POISSON, 10, 1, 2, 5), 50))
                .isNotEqualTo(due(arrivals(Spacing.POISSON, 10, 1, 2, 6), 50));
    }

    private static Arrivals arrivals(Spacing spacing, double perSecond, int stripe, int stripes, long seed) {
        var profile = RateProfile.constant(perSecond, Duration.ofDays(20));
        return Arrivals.of(spacing, profile, stripe, stripes, seed);
    }

    private static List<Long> due(Arrivals arrivals, int count) {
        List<Long> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            due.add(arrivals.dueNanos());
            arrivals.advance();
        }
        return due;
    }
}
