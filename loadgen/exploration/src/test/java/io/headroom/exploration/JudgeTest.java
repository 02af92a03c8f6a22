package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which verdict follows from which windows. */
class JudgeTest {

    private static final Baseline BASELINE = new Baseline(10, Windows.steady(10, 10, 20));

    private static Judge judge(Limits limits) {
        Judge judge = new Judge(limits, new BlockBootstrap(400, new SplittableRandom(1)));
        judge.refersTo(BASELINE);
        return judge;
    }

    private static Judgement judged(Limits limits, List<Window> windows) {
        return judge(limits).of(Sample.whole(windows));
    }

    private static Judgement judged(List<Window> windows) {
        return judged(Limits.doubling(), windows);
    }

    @Test
    void whatIsAsFastAsTheBaselinePasses() {
        Judgement judgement = judged(Windows.steady(10, 100, 21));
        assertThat(judgement.knee()).isEqualTo(Verdict.PASS);
        assertThat(judgement.maximum()).isEqualTo(Verdict.PASS);
        assertThat(judgement.throughput()).isEqualTo(100);
        assertThat(judgement.latency().p99Millis()).isPresent();
        assertThat(judgement.latency().p999Millis()).isEmpty();
    }

    @Test
    void whatIsMoreThanTwiceAsSlowIsPastTheKneeButNotPastTheMaximum() {
        Judgement judgement = judged(Windows.steady(10, 100, 45));
        assertThat(judgement.knee()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.maximum()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reason()).contains("p95 45.0 ms, limit 40.0 ms");
    }

    @Test
    void aFewMillisecondsMoreThanAFastBaselineAreNotSlow() {
        Judge judge = new Judge(Limits.doubling(), new BlockBootstrap(400, new SplittableRandom(1)));
        judge.refersTo(new Baseline(10, Windows.steady(10, 10, 2)));
        assertThat(judge.of(Sample.whole(Windows.steady(10, 100, 5))).knee()).isEqualTo(Verdict.PASS);
        assertThat(judge.of(Sample.whole(Windows.steady(10, 100, 13))).knee()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anAgreedResponseTimeReplacesTheBaseline() {
        Limits limits = new Limits(OptionalDouble.of(100), OptionalDouble.empty());
        assertThat(judged(limits, Windows.steady(10, 100, 90)).knee()).isEqualTo(Verdict.PASS);
        assertThat(judged(limits, Windows.steady(10, 100, 110)).knee()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void windowsOnBothSidesOfTheLimitAreUndecided() {
        List<Window> windows = IntStream.range(0, 10)
                .mapToObj(w -> Windows.of(1, 100, 100, 0, 1, w == 3 ? 60 : 30))
                .toList();
        assertThat(judged(windows).knee()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void tooFewRequestsDecideNothing() {
        assertThat(judged(Windows.steady(5, 11, 20)).knee()).isEqualTo(Verdict.UNDECIDED);
        assertThat(judged(Windows.steady(5, 12, 20)).knee()).isEqualTo(Verdict.PASS);
    }

    @Test
    void failuresBeyondDoubtArePastTheKnee() {
        List<Window> oneInHundred = IntStream.range(0, 10)
                .mapToObj(_ -> Windows.of(1, 200, 198, 2, 1, 20))
                .toList();
        List<Window> oneInTenThousand = IntStream.range(0, 10)
                .mapToObj(w -> Windows.of(1, 200, w == 0 ? 199 : 200, w == 0 ? 1 : 0, 1, 20))
                .toList();
        assertThat(judged(oneInHundred).knee()).isEqualTo(Verdict.FAIL);
        assertThat(judged(oneInHundred).maximum()).isEqualTo(Verdict.PASS);
        assertThat(judged(oneInTenThousand).knee()).isEqualTo(Verdict.PASS);
        Limits agreed = new Limits(OptionalDouble.empty(), OptionalDouble.of(0.02));
        assertThat(judged(agreed, oneInHundred).knee()).isEqualTo(Verdict.PASS);
    }

    @Test
    void refusedWorkIsPastTheMaximum() {
        List<Window> windows = IntStream.range(0, 10)
                .mapToObj(_ -> Windows.of(1, 200, 160, 40, 30, 20))
                .toList();
        assertThat(judged(windows).maximum()).isEqualTo(Verdict.FAIL);
        assertThat(judged(windows).knee()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void droppedArrivalsAreTheTargets() {
        Window window = new Window(
                1, 200, 150, 150, 0, 50, 400, Windows.of(1, 0, 150, 0, 0, 20).response());
        assertThat(judged(IntStream.range(0, 10).mapToObj(_ -> window).toList()).maximum())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void workThatPilesUpIsPastTheMaximum() {
        Judgement judgement = judged(Windows.withInFlight(20, 100, w -> 5 + 6L * w));
        assertThat(judgement.maximum()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reason()).contains("in-flight work rises by 6.0/s");
    }

    @Test
    void aSlowRiseAloneIsUndecided() {
        assertThat(judged(Windows.withInFlight(20, 100, w -> 5 + w)).maximum()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void workThatScattersKeepsUp() {
        assertThat(judged(Windows.withInFlight(20, 100, w -> 5 + (w * 7L) % 5)).maximum())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aServiceThatAlwaysFailsALittleIsComparedWithItself() {
        List<Window> windows = IntStream.range(0, 10)
                .mapToObj(_ -> Windows.of(1, 100, 95, 5, 2, 20))
                .toList();
        Judge judge = new Judge(
                new Limits(OptionalDouble.empty(), OptionalDouble.of(0.1)),
                new BlockBootstrap(400, new SplittableRandom(1)));
        judge.refersTo(new Baseline(10, windows));
        assertThat(judge.of(Sample.whole(windows)).maximum()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aViolationOfLittlesLawIsFlagged() {
        List<Window> windows = IntStream.range(0, 10)
                .mapToObj(w -> Windows.of(1, 100, 100, 0, 9 + w % 2, 20))
                .toList();
        assertThat(judged(windows).flags()).singleElement().asString().contains("Little's law");
        List<Window> lawful = IntStream.range(0, 10)
                .mapToObj(_ -> Windows.of(1, 100, 100, 0, 2, 20))
                .toList();
        assertThat(judged(lawful).flags()).isEmpty();
    }

    @Test
    void aRateIsClassifiedByTheSecondsForAndAgainstIt() {
        Sample ten = Sample.whole(Windows.steady(10, 100, 20));
        Sample five = Sample.whole(Windows.steady(5, 100, 20));
        Judgement pass = judged(Windows.steady(10, 100, 20));
        Judgement fail = judged(Windows.withInFlight(20, 100, w -> 5 + 6L * w));
        Judgement undecided = judged(Windows.withInFlight(20, 100, w -> 5 + w));

        assertThat(rung(ten, fail).verdict(Criterion.MAXIMUM)).isEqualTo(Verdict.FAIL);
        assertThat(rung(ten, fail, ten, pass).verdict(Criterion.MAXIMUM)).isEqualTo(Verdict.FAIL);
        assertThat(rung(ten, fail, ten, pass, ten, pass).verdict(Criterion.MAXIMUM))
                .isEqualTo(Verdict.PASS);
        assertThat(rung(five, fail, ten, pass).verdict(Criterion.MAXIMUM)).isEqualTo(Verdict.PASS);
        assertThat(rung(ten, undecided, ten, undecided).verdict(Criterion.MAXIMUM))
                .isEqualTo(Verdict.UNDECIDED);
        Rung open = rung(ten, undecided, ten, undecided, ten, undecided);
        assertThat(open.verdict(Criterion.MAXIMUM)).isEqualTo(Verdict.FAIL);
        assertThat(open.conservative(Criterion.MAXIMUM)).isTrue();
    }

    private static Rung rung(Object... samplesAndJudgements) {
        Rung rung = new Rung(100, 3);
        for (int i = 0; i < samplesAndJudgements.length; i += 2) {
            rung.add((Sample) samplesAndJudgements[i], (Judgement) samplesAndJudgements[i + 1]);
        }
        return rung;
    }
}
