package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadStartTest {
    @Test
    void thereAreTwiceAsManyAsAreHeldAndDueInATick() {
        assertThat(HeadStart.connections(20_000, 0.0005)).isEqualTo(60);
        assertThat(HeadStart.connections(1_000, 0.0502)).isEqualTo(103);
    }

    @Test
    void oneIsEnoughForFewAndAThousandForAll() {
        assertThat(HeadStart.connections(100, 0.002)).isEqualTo(1);
        assertThat(HeadStart.connections(0, 1)).isZero();
        assertThat(HeadStart.connections(1_000_000, 1)).isEqualTo(1_000);
    }
}
