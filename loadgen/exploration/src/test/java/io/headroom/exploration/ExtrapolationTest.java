package io.headroom.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.exploration.Scaling.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtrapolationTest {

    private static Capacity capacity(double estimate, double halfWidth) {
        return new Capacity(
                estimate * (1 - halfWidth),
                estimate,
                OptionalDouble.of(estimate * (1 + halfWidth)),
                0.95,
                Optional.empty());
    }

    private static Capacity atLeast(double lower) {
        return new Capacity(lower, lower, OptionalDouble.empty(), 0.95, Optional.of("ceiling"));
    }

    /** One instance carries 200/s; three should carry 600/s. */
    @ParameterizedTest
    @CsvSource({
        "600, 0.02, ALIGNED",
        "600, 0.05, ALIGNED",
        "575, 0.01, ALIGNED",
        "500, 0.02, REJECTED",
        "300, 0.10, REJECTED",
        "555, 0.01, INCONCLUSIVE", // between the limits and precisely known: both hold
        "570, 0.06, INCONCLUSIVE", // neither holds
        "620, 0.20, INCONCLUSIVE"
    })
    void theOutcomeFollowsFromTheInterval(double measured, double halfWidth, Outcome outcome) {
        Scaling scaling = Extrapolation.check(capacity(200, 0.01), capacity(measured, halfWidth), 3);
        assertThat(scaling.outcome()).isEqualTo(outcome);
        assertThat(scaling.predicted()).isCloseTo(600, within(1e-9));
        assertThat(scaling.efficiency()).isCloseTo(measured / 600, within(1e-9));
        assertThat(scaling.efficiency()).isBetween(scaling.efficiencyLower(), scaling.efficiencyUpper());
    }

    /** ln(1.02/0.98)/2 = 0.02 for each, together √2·0.02. */
    @Test
    void uncertaintiesAddInSquares() {
        Scaling scaling = Extrapolation.check(capacity(200, 0.02), capacity(600, 0.02), 3);
        assertThat(scaling.efficiencyUpper()).isCloseTo(Math.exp(0.0282885), within(1e-4));
        assertThat(scaling.efficiencyLower()).isCloseTo(Math.exp(-0.0282885), within(1e-4));
    }

    @Test
    void atLeastXOfManyCanConfirmButNotReject() {
        assertThat(Extrapolation.check(capacity(200, 0.01), atLeast(600), 3).outcome())
                .isEqualTo(Outcome.ALIGNED);
        assertThat(Extrapolation.check(capacity(200, 0.01), atLeast(300), 3).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void atLeastXOfOneCanRejectButNotConfirm() {
        assertThat(Extrapolation.check(atLeast(200), capacity(600, 0.01), 3).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Extrapolation.check(atLeast(200), capacity(400, 0.01), 3).outcome())
                .isEqualTo(Outcome.REJECTED);
    }

    /** Three searches know √3 times as well what one knows. */
    @Test
    void repeatsNarrowTheIntervalUntilItDecides() {
        Capacity one = capacity(200, 0.02);
        assertThat(Extrapolation.check(one, capacity(585, 0.08), 3).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        Scaling scaling = Extrapolation.check(
                List.of(one, one, one), List.of(capacity(585, 0.08), capacity(590, 0.08), capacity(588, 0.08)), 3);
        assertThat(scaling.efficiency()).isCloseTo(0.979, within(0.001));
        assertThat(scaling.efficiencyUpper() / scaling.efficiency())
                .isCloseTo(Math.exp(Math.hypot(0.02, 0.08) / Math.sqrt(3)), within(1e-3));
        assertThat(scaling.outcome()).isEqualTo(Outcome.ALIGNED);
    }

    @Test
    void repeatsThatContradictEachOtherWidenIt() {
        Capacity pooled = Extrapolation.pooled(List.of(capacity(500, 0.01), capacity(600, 0.01)));
        assertThat(pooled.estimate()).isCloseTo(547.7, within(0.1));
        assertThat(pooled.lower()).isLessThan(500);
        assertThat(pooled.upper().orElseThrow()).isGreaterThan(600);
    }

    @Test
    void oneOpenSearchLeavesThePoolOpen() {
        assertThat(Extrapolation.pooled(List.of(capacity(600, 0.01), atLeast(550))))
                .isEqualTo(atLeast(550));
    }

    @Test
    void nonsenseIsNamed() {
        assertThatThrownBy(() -> Extrapolation.pooled(List.of())).hasMessageContaining("nothing to pool");
        assertThatThrownBy(() -> Extrapolation.check(capacity(200, 0), capacity(600, 0), 1))
                .hasMessageContaining("at least 2 instances, not 1");
        assertThatThrownBy(() -> Extrapolation.check(atLeast(0), capacity(600, 0), 3))
                .hasMessageContaining("above 0");
    }
}
