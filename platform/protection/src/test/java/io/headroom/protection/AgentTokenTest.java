package io.headroom.protection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AgentTokenTest {
    private static final AgentKey KEY = new AgentKey("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

    /** The expected value was computed with Python's hmac module. */
    @Test
    void isWhatAnotherImplementationComputes() {
        assertThat(AgentToken.mint("run-7", Instant.ofEpochSecond(1_767_225_600), KEY)
                        .value())
                .isEqualTo("run-7.1767225600.979Orb95rR6Xo5uqU4msZc9W2Rg-c2RS2b-WQ2YSvT4");
    }

    @Test
    void aDerivedKeyIsTheSameAgainAndDiffersForEachRun() {
        var secret = "a lasting secret of the installation".getBytes(UTF_8);
        assertThat(AgentKey.derive(secret, "a").base64())
                .isEqualTo(AgentKey.derive(secret, "a").base64())
                .isNotEqualTo(AgentKey.derive(secret, "b").base64());
    }

    @Test
    void refusesWhatWouldBreakTheForm() {
        assertThatThrownBy(() -> AgentToken.mint("run.7", Instant.EPOCH, KEY)).hasMessageContaining("run.7");
        assertThatThrownBy(() -> new AgentKey(new byte[8])).hasMessageContaining("8 bytes");
    }
}
