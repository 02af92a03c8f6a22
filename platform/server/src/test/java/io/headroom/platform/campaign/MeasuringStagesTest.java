package io.headroom.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.exploration.Preset;
import io.headroom.platform.run.RunPlan.InvalidRequest;
import io.headroom.protocol.run.RunRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuringStagesTest {

    private static RunRequest request(
            @Nullable List<Integer> scaling, @Nullable List<String> stages, RunRequest.@Nullable Assess assess) {
        return new RunRequest(
                "service",
                "module",
                "scenario",
                "small",
                null,
                null,
                List.of(),
                "quick",
                4,
                scaling,
                stages,
                assess,
                false,
                null);
    }

    @Test
    void aRequestThatNamesNone_asksForAll() {
        assertThat(MeasuringStages.of(request(null, null, null)))
                .isEqualTo(new MeasuringStages(true, true, true, false));
    }

    @Test
    void exploringNeedNotBeNamed() {
        assertThat(MeasuringStages.of(request(null, List.of("extrapolate"), null)))
                .isEqualTo(new MeasuringStages(false, true, false, false));
    }

    @Test
    void measuringAgain_isAskedForByName() {
        assertThat(MeasuringStages.of(request(null, List.of("explore", "rerun"), null)))
                .isEqualTo(new MeasuringStages(false, false, false, true));
    }

    @Test
    void whatIsMeasuredLonger_keepsItsEnvironmentLonger() {
        Duration least = longest(request(null, List.of("explore"), null));
        Duration all = longest(request(null, null, null));
        Duration law = longest(request(List.of(1, 2, 3), null, null));

        assertThat(least).isEqualTo(Preset.QUICK.budget());
        assertThat(all).isGreaterThan(least.multipliedBy(4));
        assertThat(law).isEqualTo(all.plus(least.multipliedBy(6)));
        assertThat(longest(untilUnresponsive(null))).isGreaterThan(all.plusSeconds(120));
    }

    @Test
    void whatDoesNotGoTogether_isNamedWithItsFieldAndTheRemedy() {
        assertRefused(
                request(null, List.of("explode"), null),
                "stages",
                "explode",
                "explore, stress, extrapolate, assess, rerun");
        assertRefused(request(List.of(2), List.of("stress"), null), "scaling", "extrapolate");
        assertRefused(request(List.of(5), null, null), "scaling", "5", "from 1 to instances, which is 4");
        assertRefused(request(List.of(1), null, null), "scaling", "[1, 4]", "3 numbers");
        assertRefused(request(null, null, new RunRequest.Assess(200, 100)), "assess", "200", "rise");
        assertRefused(untilUnresponsive(List.of("extrapolate")), "untilUnresponsive", "stress");
        MeasuringStages.check(untilUnresponsive(null));
        MeasuringStages.check(request(List.of(1, 2, 3), null, new RunRequest.Assess(100, 200)));
    }

    private static RunRequest untilUnresponsive(@Nullable List<String> stages) {
        return new RunRequest(
                "service",
                "module",
                "scenario",
                "small",
                null,
                null,
                List.of(),
                "quick",
                4,
                null,
                stages,
                null,
                true,
                null);
    }

    private static Duration longest(RunRequest request) {
        return MeasuringStages.of(request).longest(Preset.QUICK, request);
    }

    private static void assertRefused(RunRequest request, String field, String... words) {
        assertThatThrownBy(() -> MeasuringStages.check(request))
                .hasMessageContainingAll(words)
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
