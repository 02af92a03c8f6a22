package io.headroom.exploration.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.regression.NightlyJudge.Night;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nights of about 200 requests/s with a deviation of 3 %; {@code ./headroom bench regression} counts how often it is right. */
class NightlyJudgeTest {

    private static final long SEED = 3;
    private final NightlyJudge judge = new NightlyJudge(SEED);

    /** So many nights before a change and so many after it, to a share of what it was. */
    private static double[] nights(int before, int after, double share) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[before + after];
        Arrays.setAll(values, night -> (night < before ? 200 : 200 * share) * (1 + 0.03 * random.nextGaussian()));
        return values;
    }

    @Test
    void fourRunsGiveNoVerdict() {
        assertThat(judge.judge(nights(4, 0, 1), List.of()))
                .isInstanceOfSatisfying(
                        Night.NoVerdict.class,
                        none -> assertThat(none.reason())
                                .contains("4 valid runs")
                                .contains("needs 5"));
    }

    @Test
    void aShortHistoryHasAFixedLimit() {
        double[] steady = {200, 201, 199, 202, 198, 200};
        assertThat(judge.judge(with(steady, 182), List.of())).isInstanceOf(Night.Ordinary.class);
        assertThat(judge.judge(with(steady, 178), List.of())).isInstanceOfSatisfying(Night.Changed.class, changed -> {
            assertThat(changed.since()).isEqualTo(6);
            assertThat(changed.change()).isCloseTo(-0.11, within(0.001));
            assertThat(changed.confirmed()).isFalse();
        });
    }

    @Test
    void inAShortHistory_theSecondNightConfirmsTheFirst() {
        double[] steady = {200, 207, 193, 202, 197, 205};
        double[] twice = with(with(steady, 165), 168);
        assertThat(judge.judge(twice, List.of())).isInstanceOfSatisfying(Night.Changed.class, changed -> {
            assertThat(changed.confirmed()).isTrue();
            assertThat(changed.since()).isEqualTo(6);
            assertThat(changed.change()).isCloseTo(168 / 201.0 - 1, within(0.001));
        });
        assertThat(judge.judge(with(with(steady, 165), 201), List.of()))
                .as("one bad night")
                .isInstanceOf(Night.Ordinary.class);
        assertThat(judge.judge(with(with(steady, 165), 240), List.of()))
                .as("the other way")
                .isInstanceOfSatisfying(
                        Night.Changed.class,
                        changed -> assertThat(changed.confirmed()).isFalse());
        assertThat(judge.judge(with(with(with(steady, 165), 200), 166), List.of()))
                .as("two of the last three nights")
                .isInstanceOfSatisfying(
                        Night.Changed.class,
                        changed -> assertThat(changed.confirmed()).isTrue());
    }

    private static double[] with(double[] values, double last) {
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = last;
        return more;
    }

    @Test
    void aDropIsProvisionalFirstAndConfirmedByTheNextNight() {
        assertThat(judge.judge(nights(40, 1, 0.8), List.of()))
                .isInstanceOfSatisfying(
                        Night.Changed.class,
                        changed -> assertThat(changed.confirmed()).isFalse());
        assertThat(judge.judge(nights(40, 2, 0.8), List.of())).isInstanceOfSatisfying(Night.Changed.class, changed -> {
            assertThat(changed.confirmed()).isTrue();
            assertThat(changed.since()).isEqualTo(40);
            assertThat(changed.change()).isCloseTo(-0.2, within(0.05));
        });
    }

    @Test
    void steadyNightsAreOrdinary() {
        assertThat(judge.judge(nights(60, 0, 1), List.of())).isInstanceOf(Night.Ordinary.class);
    }

    @Test
    void anAcknowledgedChangeIsNotToldAgain() {
        double[] values = nights(40, 4, 0.8);
        assertThat(judge.judge(values, List.of())).isInstanceOf(Night.Changed.class);
        assertThat(judge.judge(values, List.of(40))).isInstanceOf(Night.NoVerdict.class);
        assertThat(judge.judge(nights(40, 20, 0.8), List.of(40))).isInstanceOf(Night.Ordinary.class);
    }

    @Test
    void aSecondChangeIsMeasuredAgainstTheFirst() {
        double[] values = Arrays.copyOf(nights(30, 20, 1.3), 52);
        values[50] = 200;
        values[51] = 202;
        assertThat(judge.judge(values, List.of())).isInstanceOfSatisfying(Night.Changed.class, changed -> {
            assertThat(changed.since()).isEqualTo(50);
            assertThat(changed.change()).isCloseTo(201 / 260.0 - 1, within(0.03));
        });
    }

    @Test
    void aRerunConfirmsOnlyWhatIsClearAndLarge() {
        double[] earlier = {200, 198, 203, 201, 199};
        assertThat(Rerun.of(earlier, new double[] {180, 178, 182, 181, 179}, 0.03)
                        .regression())
                .isTrue();
        assertThat(Rerun.of(earlier, new double[] {196, 195, 197, 196.5, 195.5}, 0.03)
                        .regression())
                .as("clear, but 2 %% only")
                .isFalse();
        assertThat(Rerun.of(earlier, new double[] {180, 199.5, 182, 181, 179}, 0.03)
                        .regression())
                .as("large, but not clear")
                .isFalse();
        assertThat(Rerun.of(earlier, new double[] {220, 221, 222, 223, 224}, 0.03)
                        .regression())
                .as("better")
                .isFalse();
        assertThat(Rerun.of(earlier, new double[] {180, 178, 182, 181, 179}, 0.03)
                        .probability())
                .isCloseTo(2 / 252.0, within(1e-9));
        assertThatThrownBy(() -> Rerun.of(earlier, new double[] {180, 178, 182}, 0.03))
                .hasMessageContaining("5 runs of each version, not 5 and 3");
    }
}
