package io.headroom.exploration.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponsivenessTest {

    @Test
    void aServiceIsLost_whenFewerThanATenthCanSucceed() {
        assertThat(new Responsiveness(1_000, 900, 0).isLost()).isFalse();
        assertThat(new Responsiveness(1_000, 901, 0).isLost()).isTrue();
    }

    @Test
    void aServiceIsLost_whenTheMedianIsAboveTheTimeOut() {
        assertThat(new Responsiveness(1_000, 500, 500).isLost()).isFalse();
        assertThat(new Responsiveness(1_000, 501, 501).isLost()).isTrue();
    }

    @Test
    void whatIsStillInFlightCountsForTheService() {
        Responsiveness begun = new Responsiveness(1_000, 0, 0);
        assertThat(begun.isLost()).isFalse();
        assertThat(begun.failedShare()).isZero();
        assertThat(new Responsiveness(0, 0, 0).isLost()).isFalse();
    }
}
