package io.headroom.exploration.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.scaling.ScalingLaw.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws against the published examples of R's package usl, and against services whose law is known. */
class ScalingModelTest {

    private static final long SEED = 4;

    /** SPEC SDM 91, throughput of a SPARCcenter 2000 by load; R's usl 3.0.2 finds γ = 89.9952, α = 0.0277285, β = 0.0001044. */
    @Test
    void theSparcCenterFollowsTheUniversalLaw() {
        ScalingLaw law = new LeastSquares(
                        new double[] {1, 18, 36, 72, 108, 144, 216},
                        new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2})
                .nearest(Form.UNIVERSAL);
        assertThat(law.gamma()).isCloseTo(89.9952, within(0.01));
        assertThat(law.alpha()).isCloseTo(0.0277285, within(1e-5));
        assertThat(law.beta()).isCloseTo(0.0001044, within(1e-6));
        assertThat(law.peak().orElseThrow()).isCloseTo(96.5, within(0.2));
        assertThat(law.capacity(216)).isCloseTo(1646, within(1.0));
    }

    /** Gunther's ray tracer by processors; R's usl finds γ = 21.848843, α = 0.057771 and β at its bound 0. */
    @Test
    void theRayTracerFollowsAmdahlsLaw() {
        LeastSquares squares = new LeastSquares(
                new double[] {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64},
                new double[] {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310});
        ScalingLaw universal = squares.nearest(Form.UNIVERSAL);
        ScalingLaw amdahl = squares.nearest(Form.AMDAHL);
        assertThat(universal.gamma()).isCloseTo(21.848843, within(0.01));
        assertThat(universal.alpha()).isCloseTo(0.057771, within(1e-4));
        assertThat(universal.beta()).isCloseTo(0, within(1e-6));
        assertThat(amdahl.alpha()).isCloseTo(universal.alpha(), within(1e-4));
    }

    /** The example of the package's own test of its coefficients. */
    @Test
    void theExactExampleIsRecovered() {
        ScalingLaw law = new LeastSquares(
                        new double[] {1, 2, 4, 6, 8, 10}, new double[] {1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557})
                .nearest(Form.UNIVERSAL);
        assertThat(law.gamma()).isCloseTo(1, within(1e-3));
        assertThat(law.alpha()).isCloseTo(0.02, within(1e-3));
        assertThat(law.beta()).isCloseTo(0.02, within(1e-4));
    }

    private static List<CapacityAt> runs(ScalingLaw truth, double noise, int... instances) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<CapacityAt> runs = new ArrayList<>();
        for (int each : instances) {
            double exact = truth.capacity(each);
            runs.add(new CapacityAt(each, exact * (1 + noise * random.nextGaussian()), noise * exact));
        }
        return runs;
    }

    private static ScalingModel model(List<CapacityAt> runs) {
        return ScalingModel.of(runs, new SplittableRandom(SEED));
    }

    @Test
    void aLinearServiceIsCalledLinear() {
        ScalingModel model = model(runs(new ScalingLaw(Form.LINEAR, 200, 0, 0), 0.02, 1, 1, 2, 2, 3, 3, 4, 4, 6, 6));
        assertThat(model.law().form()).isEqualTo(Form.LINEAR);
        assertThat(model.criteria()).containsOnlyKeys(Form.values());
        assertThat(model.at(10).estimate()).isCloseTo(2_000, within(100.0));
    }

    @Test
    void aSharedLockPrefersAmdahlOverLinear() {
        ScalingModel model = model(runs(new ScalingLaw(Form.AMDAHL, 200, 0.25, 0), 0.02, 1, 1, 2, 2, 3, 3, 4, 4));
        assertThat(model.law().form()).isEqualTo(Form.AMDAHL);
        assertThat(model.law().alpha()).isCloseTo(0.25, within(0.05));
        ScalingModel.Prediction six = model.at(6);
        assertThat(six.lower()).isLessThan(200 * 6 / 2.25);
        assertThat(six.upper()).isGreaterThan(200 * 6 / 2.25);
        assertThat(six.upper() / six.lower()).isLessThan(1.3);
    }

    @Test
    void instancesThatAgreeWithEachOtherPreferTheUniversalLaw() {
        ScalingModel model =
                model(runs(new ScalingLaw(Form.UNIVERSAL, 200, 0.05, 0.03), 0.02, 1, 1, 2, 2, 3, 3, 4, 4, 6, 6, 8, 8));
        assertThat(model.law().form()).isEqualTo(Form.UNIVERSAL);
        assertThat(model.law().peak().orElseThrow()).isCloseTo(5.6, within(0.6));
    }

    @Test
    void twoNumbersOfInstancesGiveAmdahlOnly() {
        ScalingModel model = model(runs(new ScalingLaw(Form.UNIVERSAL, 200, 0.05, 0.03), 0.02, 1, 3));
        assertThat(model.criteria()).containsOnlyKeys(Form.LINEAR, Form.AMDAHL);
        assertThat(model.law().form()).isEqualTo(Form.AMDAHL);
        assertThat(model.at(3).upper()).isGreaterThan(model.at(3).lower());
    }

    @Test
    void oneNumberOfInstancesIsMultiplied() {
        assertThat(model(List.of(new CapacityAt(1, 200, 4))).at(2).sentence())
                .startsWith("2 instances carry 400 requests/s (");
    }

    @Test
    void beyondTwiceWhatWasMeasuredTheWordIsThere() {
        ScalingModel model = model(runs(new ScalingLaw(Form.AMDAHL, 200, 0.1, 0), 0.02, 1, 1, 2, 2, 3, 3));
        assertThat(model.at(6).sentence()).doesNotContain("extrapolated");
        assertThat(model.at(7).sentence()).endsWith("extrapolated");
    }

    @Test
    void nonsenseIsNamed() {
        assertThatThrownBy(() -> model(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new CapacityAt(0, 100, 0)).hasMessageContaining("1 instance or more");
    }
}
