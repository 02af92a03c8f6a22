package io.headroom.sample.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A defect")
class DefectTest {

    @Test
    @DisplayName("is one of the sixteen that the architecture page lists")
    void ids() {
        assertThat(Arrays.stream(Defect.values()).map(Defect::id))
                .containsExactlyInAnyOrder(
                        "n-plus-one",
                        "repeated-call",
                        "serial-calls",
                        "unbounded-search",
                        "small-pool",
                        "connection-slots",
                        "lock-contention",
                        "slow-third-party",
                        "third-party-limit",
                        "retry-storm",
                        "memory-leak",
                        "slow-instance",
                        "uneven-balancing",
                        "shared-lock",
                        "far-zone",
                        "cold-start");
    }

    @Test
    @DisplayName("is found by its id")
    void foundById() {
        for (Defect defect : Defect.values()) {
            assertThat(Defect.withId(defect.id())).isEqualTo(defect);
        }
    }

    @ParameterizedTest
    @CsvSource({"n-plus-on,n-plus-one", "coldstart,cold-start", "memory-leek,memory-leak"})
    @DisplayName("is suggested when an id is nearly right")
    void suggestsTheNearest(String wrong, String nearest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Defect.withId(wrong))
                .withMessageContaining("SAMPLE_DEFECTS")
                .withMessageContaining("\"" + wrong + "\"")
                .withMessageContaining("the nearest is \"" + nearest + "\"");
    }
}
