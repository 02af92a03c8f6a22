package io.headroom.localcloud.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.localcloud.thirdparty.Endurance.Verdict;
import io.headroom.localcloud.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A third party under load, on a simulated clock. */
class EnduranceTest {

    private static final int SECONDS = 10;

    @Test
    void aStrongOneAnswersEverythingAtOnce() {
        assertThat(verdicts(ThirdPartySettings.STRONG, 500)).containsOnly(new Verdict.Answered(0));
    }

    @Test
    void aSlowOneTakesLongerTheMoreItIsAsked() {
        ThirdPartySettings slow = new ThirdPartySettings(40.0, null, null);
        assertThat(meanExtraMillis(slow, 20)).isCloseTo(25, within(2.0));
        assertThat(meanExtraMillis(slow, 40)).isCloseTo(50, within(4.0));
        assertThat(meanExtraMillis(slow, 80)).isCloseTo(100, within(8.0));
    }

    @Test
    void aLimitedOneRefusesWhatIsAboveItsRateAndNothingBelow() {
        ThirdPartySettings limited = new ThirdPartySettings(null, 20.0, null);
        assertThat(verdicts(limited, 19)).doesNotContain(new Verdict.Limited());
        assertThat(answeredPerSecond(limited, 60)).isCloseTo(20, within(2.0));
    }

    @Test
    void aLimitBelowOnePerSecondStillLetsOnePass() {
        ThirdPartySettings limited = new ThirdPartySettings(null, 0.5, null);
        assertThat(answeredPerSecond(limited, 10)).isCloseTo(0.5, within(0.1));
    }

    @Test
    void anOverloadedOneAnswersAsManyAsItHasTheStrengthForAndFailsTheRest() {
        ThirdPartySettings weak = new ThirdPartySettings(null, null, 20.0);
        assertThat(verdicts(weak, 19)).doesNotContain(new Verdict.Failed());
        assertThat(answeredPerSecond(weak, 60)).isCloseTo(20, within(3.0));
        assertThat(answeredPerSecond(weak, 240)).as("retries do not help").isCloseTo(20, within(3.0));
    }

    @Test
    void aQuietSecondIsForgotten() {
        RequestRate rate = new RequestRate();
        for (int i = 0; i < 100; i++) {
            rate.add(i * 1_000_000L);
        }
        assertThat(rate.add(500_000_000L)).isEqualTo(101);
        assertThat(rate.add(1_700_000_000L)).isEqualTo(1);
        assertThat(rate.add(60_000_000_000L)).isEqualTo(1);
    }

    @Test
    void whatIsNotAboveZeroIsNamed() {
        assertThatThrownBy(() -> new ThirdPartySettings(null, 0.0, null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("limit_per_second is 0.0");
    }

    private static double answeredPerSecond(ThirdPartySettings settings, int perSecond) {
        // The first second passes what was saved up before.
        return verdicts(settings, perSecond).stream()
                        .skip(perSecond)
                        .filter(Verdict.Answered.class::isInstance)
                        .count()
                / (double) (SECONDS - 1);
    }

    private static double meanExtraMillis(ThirdPartySettings settings, int perSecond) {
        return verdicts(settings, perSecond).stream()
                .skip(perSecond)
                .mapToLong(verdict -> ((Verdict.Answered) verdict).extraMillis())
                .average()
                .orElseThrow();
    }

    private static List<Verdict> verdicts(ThirdPartySettings settings, int perSecond) {
        Endurance endurance = new Endurance(settings, 0);
        List<Verdict> verdicts = new ArrayList<>();
        for (long request = 0; request < SECONDS * (long) perSecond; request++) {
            verdicts.add(endurance.judge(request * 1_000_000_000L / perSecond));
        }
        return verdicts;
    }
}
