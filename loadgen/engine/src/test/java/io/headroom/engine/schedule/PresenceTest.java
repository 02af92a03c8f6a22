package io.headroom.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When users of a closed load come and go. */
class PresenceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void usersOfAConstantLoadJoinOneAfterTheOtherWithinASecond() {
        var presence = new Presence(UserProfile.constant(100, MINUTE), 0, 1);
        List<Long> joins = joins(presence, 100);
        for (int user = 0; user < 100; user++) {
            assertThat(joins.get(user)).as("user %s", user).isEqualTo(user * SECOND / 100);
        }
        assertThat(presence.joinNanos(100, SECOND)).as("no more than asked").isEqualTo(Presence.NEVER);
    }

    @Test
    void aShortLoadIsJoinedWithinATenthOfIt() {
        var presence = new Presence(UserProfile.constant(10, Duration.ofSeconds(2)), 0, 1);
        assertThat(joins(presence, 10)).last().isEqualTo(180_000_000L);
        assertThat(presence.wantedAt(200_000_000L)).isEqualTo(10);
    }

    @Test
    void aRampIsFollowedUpAndDown() {
        var presence = new Presence(UserProfile.ramp(0, 60, MINUTE).then(UserProfile.ramp(60, 0, MINUTE)), 0, 1);
        for (int second = 1; second < 60; second++) {
            long middle = second * SECOND + SECOND / 2;
            assertThat(presence.wantedAt(middle)).isEqualTo(second + 1);
            assertThat(presence.wantedAt(120 * SECOND - middle)).isEqualTo(second + 1);
        }
        assertThat(presence.joinNanos(30, 0)).isEqualTo(30 * SECOND);
        assertThat(presence.joinNanos(30, 100 * SECOND))
                .as("the ramp goes down")
                .isEqualTo(Presence.NEVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void stripesTogetherHaveTheWholeNumber(int stripes) {
        UserProfile profile = UserProfile.ramp(3, 50, MINUTE)
                .then(UserProfile.constant(7, MINUTE))
                .then(UserProfile.ramp(7, 20, MINUTE));
        var whole = new Presence(profile, 0, 1);
        for (long time = 0; time < 180 * SECOND; time += SECOND / 3) {
            int sum = 0;
            for (int stripe = 0; stripe < stripes; stripe++) {
                sum += new Presence(profile, stripe, stripes).wantedAt(time);
            }
            assertThat(sum).as("at %s ns", time).isEqualTo(whole.wantedAt(time));
        }
    }

    @Test
    void aSeatThatIsFreeInAGrowingLoadIsTakenAtOnce() {
        var presence = new Presence(UserProfile.constant(5, MINUTE), 0, 1);
        assertThat(presence.joinNanos(3, 10 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void aLoadThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> UserProfile.constant(2_000_000, MINUTE)).hasMessageContaining("not 2000000");
        assertThatThrownBy(() -> RateProfile.constant(-1, MINUTE)).hasMessageContaining("not -1.0");
        assertThatThrownBy(() -> RateProfile.constant(1, Duration.ZERO)).hasMessageContaining("not PT0S");
        assertThatThrownBy(() -> new RateProfile(List.of())).hasMessageContaining("at least one stretch");
    }

    private static List<Long> joins(Presence presence, int users) {
        List<Long> joins = new ArrayList<>();
        long since = 0;
        for (int present = 0; present < users; present++) {
            since = presence.joinNanos(present, since);
            joins.add(since);
        }
        return joins;
    }
}
