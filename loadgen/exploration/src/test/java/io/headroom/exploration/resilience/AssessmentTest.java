package io.headroom.exploration.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Window;
import io.headroom.exploration.resilience.Assessment.Instances;
import io.headroom.exploration.resilience.Assessment.Loss;
import io.headroom.exploration.resilience.Assessment.Objective;
import io.headroom.exploration.resilience.Assessment.Outcome;
import io.headroom.exploration.simulation.Shape;
import io.headroom.exploration.simulation.SimulatedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A load that rises from 100 to 300 requests/s in 200 seconds, against instances of 200 requests/s. */
class AssessmentTest {

    private static final Objective OBJECTIVE = new Objective(200, 0.01);

    private static List<Window> ramp(int instances, double from, double to) {
        return new SimulatedTarget(Shape.of(4 * instances, 200 * instances), 1)
                .drive(at -> 100 + at, 200, 1)
                .subList((int) from, (int) to);
    }

    private static List<Window> late(double secondInstanceAt) {
        List<Window> windows = new ArrayList<>(ramp(1, 0, secondInstanceAt));
        windows.addAll(ramp(2, secondInstanceAt, 200));
        return windows;
    }

    @Test
    void scalingInTimeHoldsTheObjective() {
        Assessment assessment = Assessment.of(
                late(80), List.of(new Instances(0, 1, 1), new Instances(50, 2, 1), new Instances(80, 2, 2)), OBJECTIVE);
        assertThat(assessment.outcome()).isEqualTo(Outcome.HELD);
        assertThat(assessment.triggerSeconds()).hasValue(50);
        assertThat(assessment.ready()).containsExactly(80.0);
        assertThat(assessment.lost()).isEmpty();
        assertThat(assessment.peak()).isCloseTo(298, within(3.0));
        assertThat(assessment.highestHeld()).isEqualTo(assessment.peak());
    }

    @Test
    void scalingTooLateLosesTheObjectiveForAWhile() {
        Assessment assessment = Assessment.of(
                late(140),
                List.of(new Instances(0, 1, 1), new Instances(110, 2, 1), new Instances(140, 2, 2)),
                OBJECTIVE);
        assertThat(assessment.outcome()).isEqualTo(Outcome.REGAINED);
        assertThat(assessment.lost()).hasSize(1);
        Loss loss = assessment.lost().getFirst();
        assertThat(loss.fromSeconds()).isBetween(100.0, 115.0);
        assertThat(loss.regainedSeconds()).hasValue(140);
        assertThat(assessment.highestHeld()).isBetween(195.0, 215.0);
    }

    @Test
    void withoutScalingTheObjectiveStaysLost() {
        Assessment assessment = Assessment.of(ramp(1, 0, 200), List.of(new Instances(0, 1, 1)), OBJECTIVE);
        assertThat(assessment.outcome()).isEqualTo(Outcome.LOST);
        assertThat(assessment.triggerSeconds()).isEmpty();
        assertThat(assessment.ready()).isEmpty();
        assertThat(assessment.lost().getLast().regainedSeconds()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void severalInstancesAtOnceAreEachCounted() {
        Assessment assessment = Assessment.of(
                late(80), List.of(new Instances(0, 1, 1), new Instances(50, 3, 1), new Instances(80, 3, 3)), OBJECTIVE);
        assertThat(assessment.ready()).containsExactly(80.0, 80.0);
    }

    @Test
    void nothingIsNamed() {
        assertThatThrownBy(() -> Assessment.of(List.of(), List.of(), OBJECTIVE)).hasMessageContaining("needs windows");
    }
}
