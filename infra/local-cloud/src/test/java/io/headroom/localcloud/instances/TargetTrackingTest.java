package io.headroom.localcloud.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TargetTrackingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TargetTracking tracking = new TargetTracking();

    @Test
    void followsTheRateUpAtOnceAndStaysWithinBounds() {
        assertThat(tracking.desired(100, 120, capacity(1), START)).isEqualTo(1);
        assertThat(tracking.desired(121, 120, capacity(1), START)).isEqualTo(2);
        assertThat(tracking.desired(350, 120, capacity(1), START)).isEqualTo(3);
        assertThat(tracking.desired(9_999, 120, capacity(3), START)).isEqualTo(4);
    }

    @Test
    void comesDownOnlyAfterTheRateWasLowForAWhile() {
        assertThat(tracking.desired(350, 120, capacity(3), START)).isEqualTo(3);
        assertThat(tracking.desired(0, 120, capacity(3), START.plusSeconds(59))).isEqualTo(3);
        assertThat(tracking.desired(350, 120, capacity(3), START.plusSeconds(60)))
                .isEqualTo(3);
        assertThat(tracking.desired(0, 120, capacity(3), START.plusSeconds(119)))
                .isEqualTo(3);
        assertThat(tracking.desired(0, 120, capacity(3), START.plusSeconds(120)))
                .isEqualTo(1);
    }

    private static Capacity capacity(int desired) {
        return new Capacity(1, 4, desired, true, OptionalDouble.empty());
    }
}
