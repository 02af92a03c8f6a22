package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.exploration.Preset;
import io.headroom.protocol.run.RunRequest;
import org.junit.jupiter.api.Test;

class RampTest {

    /** Scaled at 65 % of what is not acceptable any more, 200/s: each instance is kept at 130/s. */
    @Test
    void leftToItself_itBeginsWhereOneInstanceSuffices_andEndsWhereTheLastIsNeeded() {
        Ramp ramp = Ramp.of(Preset.QUICK, 200, 3, null);
        assertThat(ramp.targetPerInstance()).isEqualTo(130);
        assertThat(Math.ceil(ramp.expected() / ramp.targetPerInstance())).isEqualTo(1);
        assertThat(Math.ceil(ramp.maximum() / ramp.targetPerInstance())).isEqualTo(3);
    }

    @Test
    void itGoesFromTheExpectedLoadToThePlansMaximum_andStaysThere() {
        Ramp ramp = Ramp.of(Preset.QUICK, 200, 3, new RunRequest.Assess(100, 400));
        LoadProfile profile = ramp.profile();
        assertThat(profile.rateAt(0)).isEqualTo(100);
        assertThat(profile.rateAt(ramp.rise().toSeconds() / 2.0)).isEqualTo(250);
        assertThat(profile.rateAt(ramp.rise().toSeconds())).isEqualTo(400);
        assertThat(profile.rateAt(1e6)).isEqualTo(400);
        assertThat(profile.requestsWithin(ramp.rise().toSeconds()))
                .isEqualTo(250.0 * ramp.rise().toSeconds());
    }
}
