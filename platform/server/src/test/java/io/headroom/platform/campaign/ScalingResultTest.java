package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.scaling.CapacityAt;
import io.headroom.protocol.run.RunScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What two searches for each of one to four instances lead to, by the law that the service truly follows. */
class ScalingResultTest {

    private static RunScaling of(IntToDoubleFunction capacity) {
        List<CapacityAt> runs = new ArrayList<>();
        for (int instances = 1; instances <= 4; instances++) {
            double truth = capacity.applyAsDouble(instances);
            runs.add(new CapacityAt(instances, 1.01 * truth, 0.02 * truth));
            runs.add(new CapacityAt(instances, 0.99 * truth, 0.02 * truth));
        }
        return ScalingResult.of(runs, 4, 1);
    }

    @Test
    void aServiceThatScales_isLinear() {
        RunScaling scaling = of(instances -> 200 * instances);
        assertThat(scaling.law()).isEqualTo("linear");
        assertThat(scaling.gamma()).isCloseTo(200, within(3.0));
        assertThat(scaling.sentence()).contains("grows linearly").contains("8 instances carry 1600 requests/s");
        assertThat(scaling.measured()).hasSize(8);
    }

    /** A lock that all instances share lets 250 requests/s through, however many there are. */
    @Test
    void aSharedLock_isAmdahls_andNoFarPredictionGoesWithoutItsWord() {
        RunScaling scaling = of(instances -> Math.min(200 * instances, 250));
        assertThat(scaling.law()).isEqualTo("amdahl");
        assertThat(scaling.criteria().get("amdahl"))
                .isLessThan(scaling.criteria().get("linear"));
        assertThat(scaling.sentence()).contains("Amdahl").contains("one after the other");
        assertThat(scaling.predictions())
                .extracting(RunScaling.Prediction::instances, RunScaling.Prediction::extrapolated)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, false),
                        org.assertj.core.groups.Tuple.tuple(8, false),
                        org.assertj.core.groups.Tuple.tuple(12, true));
    }
}
