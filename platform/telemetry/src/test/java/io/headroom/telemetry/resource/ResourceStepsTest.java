package io.headroom.telemetry.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.telemetry.otlp.MetricPoint;
import io.headroom.telemetry.otlp.MetricPoint.Kind;
import io.headroom.telemetry.trace.Attributes;
import io.headroom.telemetry.trace.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Points belong to the load step that ran at their time. Step 1 runs from second 10 to 20, step 2 from 30 on. */
class ResourceStepsTest {
    private static final String SESSION = "run-1";
    private static final Source SHOP = new Source("shop", "shop-1", "a");

    private final ResourceSteps steps = new ResourceSteps(new ResourceLimits(10, 12));

    ResourceStepsTest() {
        steps.begin(SESSION, 1, second(10));
        steps.end(SESSION, 1, second(20));
        steps.begin(SESSION, 2, second(30));
    }

    @Test
    void aLevelBelongsToTheStepInWhichItWasRead_alsoWhenItComesLater() {
        steps.add(List.of(level("used", 9, 1), level("used", 12, 5), level("used", 10, 7), level("used", 20, 3)));
        steps.add(List.of(level("used", 25, 2), level("used", 33, 8)));

        LevelFigures first = steps.all(SESSION).get(1).levels().getFirst();
        assertThat(first.series()).isEqualTo(new Series("shop", "shop-1", "used", "By", Map.of("pool", "profiles")));
        assertThat(first)
                .extracting(LevelFigures::readings, LevelFigures::first, LevelFigures::last)
                .containsExactly(3L, 7.0, 3.0);
        assertThat(first)
                .extracting(LevelFigures::min, LevelFigures::mean, LevelFigures::max)
                .containsExactly(3.0, 5.0, 7.0);
        assertThat(steps.all(SESSION).get(2).levels().getFirst().mean()).isEqualTo(8);
        assertThat(steps.counts()).isEqualTo(new ResourceCounts(4, 2, 0, 0));
    }

    @Test
    void aGrowthBelongsToTheStepThatMostOfItsTimeLiesIn() {
        steps.add(List.of(
                counter("cpu", 0, 8, 100),
                counter("cpu", 0, 12, 104),
                counter("cpu", 0, 18, 116),
                counter("cpu", 0, 32, 900)));

        RateFigures rate = steps.all(SESSION).get(1).rates().getFirst();
        assertThat(rate.seconds()).isEqualTo(10);
        assertThat(rate.perSecond()).isEqualTo(1.6);
        assertThat(steps.all(SESSION)).doesNotContainKey(2);
        assertThat(steps.counts().outside()).isEqualTo(2);
    }

    @Test
    void aSenderOfOneReportAMinuteLendsNoStepTheFiguresOfOthers() {
        steps.end(SESSION, 2, second(40));

        steps.add(List.of(counter("cpu", 0, 5, 1), counter("cpu", 0, 65, 600)));

        assertThat(steps.all(SESSION)).isEmpty();
    }

    @Test
    void aProcessThatStartsAgainCountsFromItsStart() {
        steps.add(List.of(counter("cpu", 1, 11, 500), counter("cpu", 14, 16, 6)));

        RateFigures rate = steps.all(SESSION).get(1).rates().getFirst();
        assertThat(rate.seconds()).isEqualTo(2);
        assertThat(rate.perSecond()).isEqualTo(3);
    }

    @Test
    void aHistogramTellsItsMeanOfTheStepAlone_cumulativeOrNot() {
        steps.add(List.of(
                histogram("wait", true, 0, 10, 50, 10),
                histogram("wait", true, 0, 15, 53, 16),
                histogram("wait", true, 0, 20, 59, 20)));
        steps.add(List.of(histogram("pause", false, 11, 13, 4, 2), histogram("pause", false, 13, 15, 2, 4)));

        List<MeanFigures> means = steps.all(SESSION).get(1).means();
        assertThat(means).extracting(mean -> mean.series().metric()).containsExactly("pause", "wait");
        assertThat(means).extracting(MeanFigures::count).containsExactly(6L, 10L);
        assertThat(means.get(0).mean()).isEqualTo(1);
        assertThat(means.get(1).mean()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void whatComesAgainOrIsNoNumberIsCountedAndChangesNothing() {
        steps.add(List.of(
                level("used", 12, 5),
                level("used", 12, 5),
                level("used", 13, Double.NaN),
                counter("cpu", 11, 13, 4),
                counter("cpu", 11, 13, 4)));

        assertThat(steps.all(SESSION).get(1).levels().getFirst().readings()).isEqualTo(1);
        assertThat(steps.all(SESSION).get(1).rates().getFirst().perSecond()).isEqualTo(2);
        assertThat(steps.counts()).isEqualTo(new ResourceCounts(2, 0, 1, 2));
    }

    @Test
    void seriesAboveTheLimitAreLeftOutAndCounted() {
        for (int i = 0; i < 14; i++) {
            steps.add(List.of(level("metric-" + i, 12, 5), level("metric-" + i, 33, 5)));
        }

        assertThat(steps.all(SESSION).get(1).levels()).hasSize(6);
        assertThat(steps.all(SESSION).get(2).levels()).hasSize(6);
        assertThat(steps.counts()).isEqualTo(new ResourceCounts(12, 0, 16, 0));
    }

    @Test
    void seriesThatReportOutsideOfStepsTakeNoRoomOfThoseThatAreMeasured() {
        steps.add(List.of(counter("cpu", 0, 8, 100), counter("cpu", 0, 12, 104)));
        for (int i = 0; i < 30; i++) {
            steps.add(List.of(level("foreign-" + i, 25, 5), counter("foreign-" + i, 0, 26, 5)));
        }
        steps.add(List.of(counter("cpu", 0, 18, 116), level("used", 33, 8)));

        assertThat(steps.all(SESSION).get(1).rates().getFirst().perSecond()).isEqualTo(1.6);
        assertThat(steps.all(SESSION).get(2).levels()).hasSize(1);
        assertThat(steps.counts()).isEqualTo(new ResourceCounts(3, 61, 0, 0));
    }

    @Test
    void aForgottenSessionLeavesRoomForTheNext() {
        for (int i = 0; i < 10; i++) {
            steps.add(List.of(level("metric-" + i, 12, 5)));
        }
        steps.forget(SESSION);
        steps.begin("run-2", 1, second(50));
        steps.add(List.of(level("another", 12, 5), level("another", 51, 5)));

        assertThat(steps.all(SESSION)).isEmpty();
        assertThat(steps.all("run-2").get(1).levels()).hasSize(1);
    }

    private static MetricPoint level(String name, long second, double value) {
        return new MetricPoint(
                SHOP,
                Kind.LEVEL,
                name,
                "By",
                Attributes.of(Map.of("pool", "profiles")),
                0,
                second(second),
                value,
                1,
                false);
    }

    private static MetricPoint counter(String name, long startSecond, long second, double value) {
        return new MetricPoint(
                SHOP, Kind.COUNTER, name, "s", Attributes.NONE, second(startSecond), second(second), value, 1, true);
    }

    private static MetricPoint histogram(
            String name, boolean cumulative, long startSecond, long second, double sum, long count) {
        return new MetricPoint(
                SHOP,
                Kind.HISTOGRAM,
                name,
                "ms",
                Attributes.NONE,
                second(startSecond),
                second(second),
                sum,
                count,
                cumulative);
    }

    private static long second(long second) {
        return second * 1_000_000_000;
    }
}
