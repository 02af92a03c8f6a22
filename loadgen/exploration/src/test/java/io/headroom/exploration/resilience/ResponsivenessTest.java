package io.headroom.exploration.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponsivenessTest {

    @Test
    void aServiceIsLost_whenFewerThanATenthCanSucceed() {
        assertThat(new Responsiveness(1_000, 100, 1_000, 0).isLost()).isFalse();
        assertThat(new Responsiveness(1_000, 99, 1_000, 0).isLost()).isTrue();
    }

    @Test
    void whatAFailedJourneyWouldStillHaveAskedFor_hasNotSucceeded() {
        Responsiveness firstOfThreeRefused = new Responsiveness(3_000, 90, 1_060, 0);
        assertThat(firstOfThreeRefused.isLost()).isTrue();
        assertThat(firstOfThreeRefused.failedShare()).isEqualTo(0.97);
    }

    @Test
    void aServiceIsLost_whenTheMedianIsAboveTheTimeOut() {
        assertThat(new Responsiveness(3_000, 500, 1_000, 500).isLost()).isFalse();
        assertThat(new Responsiveness(3_000, 499, 1_000, 501).isLost()).isTrue();
    }

    @Test
    void nothingIsKnownOfAServiceThatWasAskedForNothing() {
        Responsiveness unasked = new Responsiveness(0, 0, 0, 0);
        assertThat(unasked.isLost()).isFalse();
        assertThat(unasked.failedShare()).isZero();
    }
}
