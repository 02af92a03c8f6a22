package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Decision.Converged;
import io.headroom.exploration.Decision.Doomed;
import io.headroom.exploration.Decision.Measure;
import io.headroom.exploration.Measurement.Validity;
import io.headroom.exploration.simulation.QueueTheory;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the search behaves, and what it says when the target or the generator does not. */
class CapacitySearchTest {

    private static final double WINDOW_SECONDS = 0.25;

    private final List<Measure> asked = new ArrayList<>();
    private final List<Judgement> judged = new ArrayList<>();

    private static CapacitySearch quick(double ceiling) {
        return CapacitySearch.from(Preset.QUICK, Limits.doubling(), ceiling, 1);
    }

    private static Function<Measure, Measurement> target(Shape shape) {
        SimulatedTarget target = new SimulatedTarget(shape, 7);
        return step -> target.measure(step.rate(), seconds(step), WINDOW_SECONDS);
    }

    private static double seconds(Measure step) {
        return step.length().toMillis() / 1_000.0;
    }

    private Decision run(CapacitySearch search, Function<Measure, Measurement> target) {
        while (search.next() instanceof Measure step) {
            asked.add(step);
            assertThat(asked).hasSizeLessThan(101);
            judged.add(search.observe(target.apply(step)));
        }
        return search.next();
    }

    @Test
    void itDoublesThenClosesInOnBothCapacities() {
        CapacitySearch search = quick(5_000);
        Converged answer = (Converged) run(search, target(Shape.of(4, 200)));

        assertThat(asked.stream().map(Measure::purpose).distinct())
                .containsExactly(Purpose.BASELINE, Purpose.DOUBLING, Purpose.BISECTION, Purpose.VERIFICATION);
        assertThat(asked.stream().map(Measure::rate).limit(6)).containsExactly(10.0, 20.0, 40.0, 80.0, 160.0, 320.0);
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(2.0));
        assertThat(answer.maximum().lower()).isLessThan(200);
        assertThat(answer.maximum().upper().orElseThrow()).isGreaterThan(200);
        assertThat(answer.maximum().upper().orElseThrow())
                .isLessThanOrEqualTo(1.11 * answer.maximum().lower());
        assertThat(answer.maximum().reason()).isEmpty();
        assertThat(answer.knee().estimate()).isCloseTo(200, within(10.0));
        assertThat(search.maximum().orElseThrow().upper()).isPresent();
    }

    @Test
    void theNextStepStaysTheSameUntilItIsMeasured() {
        CapacitySearch search = quick(5_000);
        assertThat(search.next())
                .isEqualTo(search.next())
                .isEqualTo(new Measure(10, Duration.ofSeconds(12), Purpose.BASELINE));
        search.observe(target(Shape.of(4, 200)).apply((Measure) search.next()));
        assertThat(search.next())
                .isEqualTo(search.next())
                .isInstanceOfSatisfying(
                        Measure.class, step -> assertThat(step.rate()).isEqualTo(20));
    }

    @Test
    void theSameMeasurementsAndSeedGiveTheSameAnswer() {
        Shape shape = Shape.of(3, 300).withPoissonArrivals().withRandomService();
        assertThat(run(quick(5_000), target(shape))).isEqualTo(run(quick(5_000), target(shape)));
    }

    @Test
    void theTimeLeftShrinksToZero() {
        CapacitySearch search = quick(5_000);
        Function<Measure, Measurement> target = target(Shape.of(4, 200));
        List<Duration> left = new ArrayList<>(List.of(search.remaining()));
        while (search.next() instanceof Measure step) {
            search.observe(target.apply(step));
            left.add(search.remaining());
        }
        assertThat(left).isSortedAccordingTo((a, b) -> b.compareTo(a)).last().isEqualTo(Duration.ZERO);
        assertThat(left.getFirst()).isLessThanOrEqualTo(Preset.QUICK.budget());
    }

    @Test
    void withoutAFailureTheAnswerIsAtLeastTheCeiling() {
        Converged answer = (Converged) run(quick(150), target(Shape.of(16, 800)));
        assertThat(asked).allMatch(step -> step.rate() <= 150);
        assertThat(answer.maximum().upper()).isEmpty();
        assertThat(answer.maximum().lower()).isCloseTo(150, within(1.0));
        assertThat(answer.maximum().reason())
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("at least this: ").contains("ceiling of 150.0"));
        assertThat(answer.knee().upper()).isEmpty();
        assertThat(answer.knee().reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("at least this: "));
    }

    @Test
    void anObjectiveDecidesTheKneeOnly() {
        Limits limits = new Limits(OptionalDouble.of(90), OptionalDouble.empty());
        CapacitySearch search = CapacitySearch.from(Preset.STANDARD, limits, 5_000, 1);
        Shape shape = Shape.of(1, 100).withPoissonArrivals().withRandomService();
        SimulatedTarget target = new SimulatedTarget(shape, 11);
        Converged answer = (Converged) run(search, step -> target.measure(step.rate(), seconds(step), 1));
        double truth = QueueTheory.rateAtP95(1, 0.01, 0.09);
        System.out.printf("M/M/1, p95 < 90 ms: truth %.1f/s, found %s%n", truth, answer.knee());
        assertThat(truth).isCloseTo(66.7, within(0.1));
        assertThat(answer.knee().estimate()).isCloseTo(truth, within(0.1 * truth));
        assertThat(answer.maximum().estimate()).isCloseTo(100, within(5.0));
    }

    @Test
    void aTargetThatFailsAtTheBaselineIsDiagnosed() {
        Decision answer = run(quick(5_000), step -> failing(step, 0.3));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Doomed.class,
                        doomed -> assertThat(doomed.reason())
                                .contains("does not pass at 10 requests/s")
                                .contains("requests failed"));
        assertThat(asked).hasSize(3);
    }

    @Test
    void aTargetThatAnswersNothingIsDiagnosed() {
        Decision answer = run(quick(5_000), step -> failing(step, 1));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Doomed.class, doomed -> assertThat(doomed.reason()).contains("100.0 %"));
    }

    @Test
    void anObjectiveThatNoLoadMeetsIsDiagnosed() {
        CapacitySearch search =
                CapacitySearch.from(Preset.QUICK, new Limits(OptionalDouble.of(5), OptionalDouble.empty()), 5_000, 1);
        assertThat(run(search, target(Shape.of(4, 200))))
                .isInstanceOfSatisfying(
                        Doomed.class, doomed -> assertThat(doomed.reason()).contains("limit 5.0 ms"));
    }

    @Test
    void oneBadBaselineIsNotTheEnd() {
        Function<Measure, Measurement> healthy = target(Shape.of(4, 200));
        assertThat(run(quick(5_000), step -> asked.size() == 1 ? failing(step, 0.3) : healthy.apply(step)))
                .isInstanceOf(Converged.class);
    }

    @Test
    void aCapacityBelowTheFirstDoublingIsFound() {
        Converged answer = (Converged) run(quick(5_000), target(Shape.of(1, 14)));
        assertThat(answer.maximum().estimate()).isCloseTo(14, within(1.4));
    }

    @Test
    void threeSpoiledMeasurementsInARowEndTheSearch() {
        Decision answer = run(quick(5_000), step -> spoiled(step, "the generator used 97 % of its core"));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Doomed.class,
                        doomed -> assertThat(doomed.reason())
                                .contains("3 measurements in a row")
                                .contains("the generator used 97 % of its core"));
        assertThat(judged).hasSize(3).allMatch(judgement -> judgement.maximum() == Verdict.INVALID);
    }

    @Test
    void aSpoiledMeasurementIsRepeatedAndChangesNothing() {
        Function<Measure, Measurement> healthy = target(Shape.of(4, 200));
        Converged answer = (Converged) run(
                quick(5_000), step -> asked.size() % 4 == 2 ? spoiled(step, "an agent was lost") : healthy.apply(step));
        assertThat(asked.get(1)).isEqualTo(asked.get(2));
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(4.0));
    }

    /** A stall at 40/s, once: the rate is measured again when higher ones pass. */
    @Test
    void oneFailureBelowPassingRatesIsMeasuredAgain() {
        Function<Measure, Measurement> healthy = target(Shape.of(4, 200));
        boolean[] stalled = {false};
        Converged answer = (Converged) run(quick(5_000), step -> {
            boolean stall = step.rate() == 40 && !stalled[0];
            stalled[0] |= stall;
            return stall ? failing(step, 0.4) : healthy.apply(step);
        });
        assertThat(asked).anyMatch(step -> step.rate() == 40 && step.purpose() == Purpose.REPEAT);
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(4.0));
        assertThat(answer.knee().lower()).isGreaterThan(150);
    }

    /** 40/s always fails although 80/s passes: the lower rate is believed, and the answer says so. */
    @Test
    void aRateThatKeepsFailingBelowPassingOnesIsBelieved() {
        Function<Measure, Measurement> healthy = target(Shape.of(4, 200));
        Converged answer =
                (Converged) run(quick(5_000), step -> step.rate() == 40 ? failing(step, 0.03) : healthy.apply(step));
        assertThat(asked.stream().filter(step -> step.rate() == 40)).hasSize(3);
        assertThat(answer.knee().upper()).hasValueCloseTo(40.0, within(0.5));
        assertThat(answer.knee().reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("passed although a lower rate failed"));
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(4.0));
    }

    @Test
    void whatCameAfterTheStepIsLeftOut() {
        Function<Measure, Measurement> healthy = target(Shape.of(4, 200));
        List<Window> drain = IntStream.range(0, 8)
                .mapToObj(_ -> Windows.of(WINDOW_SECONDS, 0, 40, 0, 0, 1_500))
                .toList();
        Converged answer = (Converged) run(
                quick(5_000),
                step -> Windows.valid(
                        step.rate(),
                        Stream.concat(healthy.apply(step).windows().stream(), drain.stream())
                                .toList()));
        assertThat(answer.maximum().estimate()).isCloseTo(200, within(2.0));
    }

    /** The first twelve seconds are four times slower: the knee must not be judged by them. */
    @Test
    void aColdBaselineIsReplacedByAFasterHigherRate() {
        SimulatedTarget cold = new SimulatedTarget(Shape.of(4, 50), 1);
        Function<Measure, Measurement> warm = target(Shape.of(4, 200));
        CapacitySearch search = quick(5_000);
        run(
                search,
                step -> step.purpose() == Purpose.BASELINE
                        ? cold.measure(step.rate(), seconds(step), WINDOW_SECONDS)
                        : warm.apply(step));
        assertThat(search.baseline().p95Millis()).isCloseTo(20, within(1.0));
        assertThat(search.baseline().rate()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 60, 1_500})
    void severalInstancesStartFromAKnownBaseline(double firstRate) {
        CapacitySearch one = quick(5_000);
        run(one, target(Shape.of(4, 200)));
        asked.clear();
        CapacitySearch three = quick(5_000).startingAt(firstRate, one.baseline());
        Converged answer = (Converged) run(three, target(Shape.of(12, 600)));
        assertThat(asked.getFirst().rate()).isEqualTo(firstRate);
        assertThat(answer.maximum().estimate()).isCloseTo(600, within(12.0));
        assertThat(asked.stream().mapToDouble(CapacitySearchTest::seconds).sum())
                .isLessThanOrEqualTo(70);
    }

    @Test
    void wrongUseIsNamed() {
        assertThatThrownBy(() -> quick(5)).hasMessageContaining("ceiling").hasMessageContaining("5.0");
        assertThatThrownBy(() -> quick(100).baseline()).hasMessageContaining("not been measured");
        assertThatThrownBy(() -> quick(100).observe(Windows.valid(20, Windows.steady(12, 20, 20))))
                .hasMessageContaining("asked for 10.00 requests/s and was given a measurement at 20.00");
        CapacitySearch over = quick(100);
        run(over, step -> spoiled(step, "no"));
        assertThatThrownBy(() -> over.observe(Windows.valid(10, Windows.steady(12, 10, 20))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Measurement failing(Measure step, double share) {
        long perWindow = Math.round(step.rate() * WINDOW_SECONDS);
        long total = Math.max(1, perWindow);
        List<Window> windows = new ArrayList<>();
        double owed = 0;
        for (int w = 0; w < seconds(step) / WINDOW_SECONDS; w++) {
            owed += total * share;
            long errors = (long) owed;
            owed -= errors;
            windows.add(Windows.of(WINDOW_SECONDS, total, total - errors, errors, 1, 20));
        }
        return Windows.valid(step.rate(), windows);
    }

    private static Measurement spoiled(Measure step, String reason) {
        return new Measurement(step.rate(), List.of(), new Validity.Invalid(reason));
    }
}
