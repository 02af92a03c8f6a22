package io.headroom.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.campaign.CampaignView.Night;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which run is meant by a campaign's name: never an older one than the last night's. */
class NamedRunTest {

    private static final Night YESTERDAY = night("2026-01-01T02:00:00Z", "started", "run-1", null);

    @Test
    void aCampaignsName_meansItsLastRun() {
        var today = night("2026-01-02T02:00:00Z", "started", "run-2", null);
        assertThat(NamedRun.of("nightly", campaign(today, YESTERDAY)).run()).isEqualTo("run-2");
    }

    @Test
    void aNightThatWasSkipped_meansTheRunThatWasStillUnderWay() {
        var today = night("2026-01-02T02:00:00Z", "skipped", null, "run run-1 of this campaign was under way");
        assertThat(NamedRun.of("nightly", campaign(today, YESTERDAY)).run()).isEqualTo("run-1");
    }

    @Test
    void aLastNightWithoutARun_isNoVerdict_whateverTheOneBeforeCameTo() {
        assertRefused(night("2026-01-02T02:00:00Z", "failed", null, "its scenario is gone"), ExitCode.ENVIRONMENT);
        assertRefused(night("2026-01-02T02:00:00Z", "missed", null, "no platform ran"), ExitCode.UNMEASURED);
        assertRefused(night("2026-01-02T02:00:00Z", "due", null, null), ExitCode.UNMEASURED);
    }

    private static void assertRefused(Night last, ExitCode code) {
        assertThatThrownBy(() -> NamedRun.of("nightly", campaign(last, YESTERDAY)))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(code))
                .hasMessageContaining(last.state());
    }

    private static Night night(String due, String state, @Nullable String run, @Nullable String reason) {
        return new Night(Instant.parse(due), true, state, run, reason);
    }

    private static List<CampaignView> campaign(Night... nights) {
        return List.of(new CampaignView(
                "nightly",
                "shop",
                "nightly.yaml",
                Instant.EPOCH,
                null,
                null,
                List.of(),
                new CampaignView.Gate(true, null),
                List.of(nights)));
    }
}
