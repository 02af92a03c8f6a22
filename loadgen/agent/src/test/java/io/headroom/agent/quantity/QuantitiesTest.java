package io.headroom.agent.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({"100/s, 100", "6000/min, 100", "360000/h, 100", "0.5/s, 0.5", "90/m, 1.5"})
    void aRateIsReadWithItsUnit(String text, double perSecond) {
        assertThat(Quantities.ratePerSecond(new Setting("--rate", text), false)).isCloseTo(perSecond, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100/x", "100", "s/100", "-1/s", "0/s", "99999999/s", "", "1e3/s"})
    void whatIsNoRate_isRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Quantities.ratePerSecond(new Setting("--rate", text), false))
                .hasMessageContaining("--rate '" + text + "' is not a rate such as 100/s, 6000/min");
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "5m, 300000", "1h30m, 5400000", "500ms, 500", "1m30.5s, 90500", "2min, 120000"})
    void aTimeIsReadWithItsUnits(String text, long millis) {
        assertThat(Quantities.duration(new Setting("--for", text)).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "", "0s", "5m1h", "8d", "200h"})
    void whatIsNoTime_isRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Quantities.duration(new Setting("for in headroom.yaml", text)))
                .hasMessageContaining("for in headroom.yaml '" + text + "' is not a time such as 30s");
    }
}
