package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.capacity.LoadStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ran out first is named only if a figure shows it. */
class BindingResourceTest {

    @ParameterizedTest(name = "host {0}, instances {1}, connections {2} of 100 → {3}")
    @CsvSource({
        "0.30, 0.10,  5, 'not cpu, memory or database connections'",
        "0.95, 0.80,  5, cpu",
        "0.95, 0.20,  5, 'cpu of the host that all share'",
        "0.95, 0.80, 90, database connections",
    })
    void theFiguresOfTheFirstSaturatedStep(double host, double instances, double connections, String expected) {
        Map<String, Double> figures = Map.of(
                "host cpu share", host,
                "instances cpu share", instances,
                "database connections", connections,
                "database connections max", 100.0);

        assertThat(BindingResource.of(List.of(step("PASS", Map.of()), step("FAIL", figures))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"FAIL", "PASS"})
    void withoutFigures_orWithoutASaturatedStep_itIsUnknown(String saturation) {
        assertThat(BindingResource.of(List.of(step(saturation, Map.of())))).isEqualTo("unknown");
    }

    private static LoadStep step(String saturation, Map<String, Double> resources) {
        LoadStep.Latency none = new LoadStep.Latency(null, null, null, null, 0);
        return new LoadStep(
                10,
                "PASS",
                saturation,
                "",
                List.of(),
                1,
                10,
                10,
                10,
                Map.of(),
                0,
                10,
                none,
                none,
                none,
                resources,
                1,
                null);
    }
}
