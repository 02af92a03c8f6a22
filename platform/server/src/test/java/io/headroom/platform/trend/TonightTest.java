package io.headroom.platform.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.trend.Tonight.Verdict.Changed;
import io.headroom.platform.trend.Tonight.Verdict.Ordinary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TonightTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T02:00:00Z");

    private static List<Night> nights(double... values) {
        List<Night> nights = new ArrayList<>();
        for (double value : values) {
            nights.add(Night.of("run-" + nights.size(), BEGIN.plusSeconds(86_400L * nights.size()), value));
        }
        return nights;
    }

    @Test
    void fourNightsAreTooFewForAVerdict() {
        Tonight tonight = Tonight.of(nights(200, 201, 199, 200), 1);
        assertThat(tonight.nights()).isEqualTo(4);
        assertThat(tonight.verdict()).isEmpty();
    }

    @Test
    void aNightLikeTheOthersIsOrdinary() {
        assertThat(Tonight.of(nights(200, 201, 199, 200, 202), 1).verdict())
                .hasValueSatisfying(verdict -> assertThat(verdict)
                        .isInstanceOf(Ordinary.class)
                        .extracting(Tonight.Verdict::sentence)
                        .isEqualTo("202 requests/s are ordinary among 5 runs"));
    }

    @Test
    void aDropIsSuspectedOnTheFirstNight_andConfirmedOnTheNext() {
        assertThat(Tonight.of(nights(200, 201, 199, 200, 202, 160), 1).verdict())
                .hasValueSatisfying(verdict -> assertThat(verdict).isInstanceOfSatisfying(Changed.class, changed -> {
                    assertThat(changed.confirmed()).isFalse();
                    assertThat(changed.change()).isEqualTo(160.0 / 200 - 1);
                    assertThat(changed.since()).isEqualTo("run-5");
                    assertThat(changed.sentence()).contains("20.0 % less", "run-5", "one night only");
                }));
        double[] twoWeeks = {200, 201, 199, 200, 202, 198, 200, 201, 199, 200, 203, 199, 200, 201, 199, 160, 161};
        assertThat(Tonight.of(nights(twoWeeks), 1).verdict())
                .hasValueSatisfying(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Changed.class,
                                changed -> assertThat(changed.confirmed()).isTrue()));
    }

    @Test
    void aLowFigureIsSuspected_againstTheNightsBefore_andAHighOneIsNot() {
        List<Night> before = nights(200, 201, 199, 203, 202);
        assertThat(Suspicion.of(before, 160, 1)).hasValueSatisfying(suspicion -> {
            assertThat(suspicion.before()).containsExactly(200.0, 201.0, 199.0, 203.0, 202.0);
            assertThat(suspicion.change()).isEqualTo(160.0 / 201 - 1);
            assertThat(suspicion
                            .judge(List.of(161.0, 160.0, 162.0, 158.0, 159.0))
                            .regression())
                    .isTrue();
        });
        assertThat(Suspicion.of(before, 240, 1)).isEmpty();
        assertThat(Suspicion.of(before, 198, 1)).isEmpty();
    }

    @Test
    void aChangeThatPeopleKnow_isNotToldAgain() {
        List<Night> nights = nights(200, 201, 199, 200, 202, 160, 161, 159, 160, 161);
        Night known = nights.get(5);
        nights.set(5, new Night(known.run(), known.at(), known.value(), Optional.of(BEGIN), Optional.of("cache off")));
        assertThat(Tonight.of(nights, 1).verdict())
                .hasValueSatisfying(verdict -> assertThat(verdict).isInstanceOf(Ordinary.class));
    }
}
