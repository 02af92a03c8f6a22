package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What several searches together know. */
class RepetitionsTest {

    private static final double CONFIDENCE = 0.95;

    @Test
    void answersThatAgree_areSurerTogether() {
        Capacity joined = Repetitions.join(
                List.of(capacity(99, 0.03), capacity(100, 0.03), capacity(101, 0.03)), 0, Optional.empty());

        assertThat(joined.estimate()).isCloseTo(100, within(0.1));
        assertThat(halfWidth(joined)).isCloseTo(0.03 / Math.sqrt(3), within(0.001));
        assertThat(joined.reason()).isEmpty();
    }

    @Test
    void whatAllHaveInCommon_doesNotShrink() {
        double shared = 0.03 / 1.96;
        Capacity joined = Repetitions.join(
                List.of(capacity(100, 0.03), capacity(100, 0.03), capacity(100, 0.03)), shared, Optional.empty());

        assertThat(halfWidth(joined)).isCloseTo(0.03, within(0.001));
    }

    @Test
    void answersThatDisagree_areLessSureTogether_andSaySo() {
        Capacity joined = Repetitions.join(
                List.of(capacity(90, 0.02), capacity(100, 0.02), capacity(111, 0.02)), 0, Optional.empty());

        assertThat(halfWidth(joined)).isGreaterThan(0.08);
        assertThat(joined.reason())
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("differ by more than chance: 90.0, 100.0, 111.0 requests/s"));
    }

    @Test
    void oneAnswer_staysWhatItIs() {
        assertThat(Repetitions.join(List.of(capacity(100, 0.03)), 0.014, Optional.empty()))
                .isEqualTo(capacity(100, 0.03));
    }

    @Test
    void thoroughMeasuresThreeTimes_eachTimeFromABaselineOfItsOwn() {
        List<Measure> asked = new ArrayList<>();

        Converged answer = (Converged) perform(asked, Integer.MAX_VALUE);

        long baselines = asked.stream()
                .filter(step -> step.rate() == 10 && step.length().toSeconds() == 90)
                .count();
        assertThat(baselines).isEqualTo(3);
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(2.0));
        assertThat(halfWidth(answer.maximum())).isLessThan(0.02);
    }

    @Test
    void aRepetitionThatIsSpoiled_doesNotSpoilWhatIsKnown() {
        List<Measure> all = new ArrayList<>();
        perform(all, Integer.MAX_VALUE);

        Converged answer = (Converged) perform(new ArrayList<>(), all.size() - 3);

        assertThat(answer.maximum().estimate()).isCloseTo(200, within(4.0));
        assertThat(answer.maximum().reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("only 2 of 3 repetitions: 3 measurements in a row")
                        .contains("the generator was late"));
    }

    private static Decision perform(List<Measure> asked, int spoiledFrom) {
        CapacitySearch search = CapacitySearch.from(Preset.THOROUGH, Limits.doubling(), 5_000, 1);
        SimulatedTarget target = new SimulatedTarget(Shape.of(4, 200), 7);
        while (search.next() instanceof Measure step) {
            asked.add(step);
            double seconds = step.length().toMillis() / 1_000.0;
            Measurement measured = target.measure(step.rate(), seconds, 1);
            search.observe(
                    asked.size() < spoiledFrom
                            ? measured
                            : new Measurement(
                                    step.rate(), measured.windows(), new Validity.Invalid("the generator was late")));
        }
        return search.next();
    }

    private static Capacity capacity(double estimate, double halfWidth) {
        return new Capacity(
                estimate * Math.exp(-halfWidth),
                estimate,
                OptionalDouble.of(estimate * Math.exp(halfWidth)),
                CONFIDENCE,
                Optional.empty());
    }

    private static double halfWidth(Capacity capacity) {
        return Math.log(capacity.upper().orElseThrow() / capacity.lower()) / 2;
    }
}
