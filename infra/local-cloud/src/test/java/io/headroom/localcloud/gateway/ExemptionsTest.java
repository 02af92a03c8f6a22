package io.headroom.localcloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.localcloud.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who passes a rule, until when, and who may change that. */
class ExemptionsTest {

    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final OptionalLong ANY = OptionalLong.empty();

    private Instant now = START;
    private final Exemptions exemptions = new Exemptions("waf", () -> now);

    @Test
    void aSignedTokenPassesUntilItsOwnExpiry() {
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(3600)), ANY);
        String token = token(60);
        assertThat(exemptions.admits(token)).isTrue();
        now = START.plus(Duration.ofMillis(59_999));
        assertThat(exemptions.admits(token)).isTrue();
        now = START.plusSeconds(60);
        assertThat(exemptions.admits(token)).as("remembered, and expired").isFalse();
    }

    @Test
    void theExemptionEndsEarlierThanItsTokens() {
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(10)), ANY);
        String token = token(3600);
        assertThat(exemptions.admits(token)).isTrue();
        now = START.plusSeconds(10);
        assertThat(exemptions.admits(token)).isFalse();
        assertThat(exemptions.view())
                .as("still to be found by who put it there")
                .hasSize(1);
    }

    @Test
    void aSuspendedRuleLetsEverybodyPast_untilItIsResumed() {
        assertThat(exemptions.suspend("maintenance", OptionalLong.of(1))).isEqualTo(2);
        assertThat(exemptions.admits(null)).isTrue();
        assertThatThrownBy(() -> exemptions.resume(OptionalLong.of(1))).isInstanceOf(Problem.class);
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(10)), ANY);
        assertThat(exemptions.suspendedBy()).isEqualTo("maintenance");
        exemptions.resume(ANY);
        assertThat(exemptions.admits(null)).isFalse();
        assertThatThrownBy(() -> exemptions.resume(ANY)).isInstanceOf(Problem.class);
    }

    @Test
    void forgedTokensAreRefused() {
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(3600)), ANY);
        String token = token(60);
        byte[] otherKey = Arrays.copyOf(KEY, KEY.length);
        otherKey[0]++;
        long expiry = START.getEpochSecond() + 60;
        assertThat(exemptions.admits(AgentToken.signed("run", expiry, otherKey)))
                .isFalse();
        assertThat(exemptions.admits(token.replace("run.", "ran."))).isFalse();
        assertThat(exemptions.admits(token.replace("." + expiry + ".", "." + (expiry + 1) + ".")))
                .isFalse();
        for (String nonsense :
                new String[] {"", ".", "a.b.c", "run." + expiry, "run." + expiry + ".", "....", "é.1.ß"}) {
            assertThat(exemptions.admits(nonsense)).as(nonsense).isFalse();
        }
        assertThat(exemptions.admits(null)).isFalse();
        assertThat(exemptions.admits(token)).isTrue();
    }

    @Test
    void signedTextWithoutATimeIsRefused() {
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(3600)), ANY);
        assertThat(exemptions.admits(AgentToken.signed("run", KEY))).isFalse();
        assertThat(exemptions.admits(AgentToken.signed("run.", KEY))).isFalse();
        assertThat(exemptions.admits(AgentToken.signed("run.soon", KEY))).isFalse();
        assertThat(exemptions.admits(AgentToken.signed("run." + (START.getEpochSecond() + 1), KEY)))
                .isTrue();
    }

    @Test
    void aRevokedExemptionAdmitsNobody() {
        exemptions.put(new Exemption("e", KEY, START.plusSeconds(3600)), ANY);
        String token = token(60);
        assertThat(exemptions.admits(token)).isTrue();
        exemptions.remove("e", ANY);
        assertThat(exemptions.admits(token)).isFalse();
        assertThatThrownBy(() -> exemptions.remove("e", ANY)).hasMessageContaining("has no exemption 'e'");
    }

    @Test
    void aStaleVersionChangesNothing() {
        long first = exemptions.version();
        long second = exemptions.put(new Exemption("a", KEY, START.plusSeconds(1)), OptionalLong.of(first));
        assertThat(second).isGreaterThan(first);
        assertThatThrownBy(() -> exemptions.put(new Exemption("b", KEY, START.plusSeconds(1)), OptionalLong.of(first)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(412));
        assertThatThrownBy(() -> exemptions.remove("a", OptionalLong.of(first))).isInstanceOf(Problem.class);
        assertThat(exemptions.view()).extracting(GatewayView.ExemptionView::id).containsExactly("a");
    }

    @Test
    void puttingTheSameAgainKeepsTheVersion() {
        long version = exemptions.put(new Exemption("a", KEY, START.plusSeconds(1)), ANY);
        assertThat(exemptions.put(new Exemption("a", KEY, START.plusSeconds(1)), ANY))
                .isEqualTo(version);
        assertThat(exemptions.put(new Exemption("a", KEY, START.plusSeconds(2)), ANY))
                .isGreaterThan(version);
    }

    @Test
    void expiredOnesMakeRoomAndLivingOnesDoNot() {
        for (int i = 0; i < 64; i++) {
            exemptions.put(new Exemption("e" + i, KEY, START.plusSeconds(10)), ANY);
        }
        Exemption another = new Exemption("another", KEY, START.plusSeconds(3600));
        assertThatThrownBy(() -> exemptions.put(another, ANY)).hasMessageContaining("64 unexpired exemptions");
        now = START.plusSeconds(10);
        exemptions.put(another, ANY);
        assertThat(exemptions.view()).hasSize(1);
    }

    private static String token(long seconds) {
        return AgentToken.signed("run", START.getEpochSecond() + seconds, KEY);
    }
}
