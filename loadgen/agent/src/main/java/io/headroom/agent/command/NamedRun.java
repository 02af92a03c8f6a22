package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.protocol.campaign.CampaignView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The run that a user means by a campaign's name or its own.
 *
 * @param gate of the campaign that it belongs to; absent if it belongs to none
 */
record NamedRun(String run, CampaignView.@Nullable Gate gate) {

    private static final String FAILED = "failed";
    private static final Set<String> STATES_WITHOUT_RUN = Set.of(FAILED, "missed", "due");

    /** @throws CommandFailure if the campaign has not run yet, or its last night has no run: an older one would say nothing about it */
    static NamedRun of(String name, CampaignsClient campaigns) throws PlatformProblem {
        return of(name, campaigns.list());
    }

    static NamedRun of(String name, List<CampaignView> all) {
        Optional<CampaignView> campaign =
                all.stream().filter(one -> one.name().equals(name)).findFirst();
        if (campaign.isPresent()) {
            refuseNightWithoutRun(campaign.get());
            String last = runs(campaign.get()).stream()
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "Campaign %s has not run yet: './headroom campaign start %s' starts it."
                                    .formatted(name, name)));
            return new NamedRun(last, campaign.get().gate());
        }
        return new NamedRun(
                name,
                all.stream()
                        .filter(one -> runs(one).contains(name))
                        .map(CampaignView::gate)
                        .findFirst()
                        .orElse(null));
    }

    /** One that was skipped has a run: that of the night before, which was still under way. */
    private static void refuseNightWithoutRun(CampaignView campaign) {
        Optional<CampaignView.Night> last = campaign.nights().stream().findFirst();
        if (last.isEmpty() || !STATES_WITHOUT_RUN.contains(last.get().state())) {
            return;
        }
        CampaignView.Night night = last.get();
        boolean failed = night.state().equals(FAILED);
        throw new CommandFailure(
                failed ? ExitCode.ENVIRONMENT : ExitCode.UNMEASURED,
                "Campaign %s: its last night, of %s, has no run: it is %s%s."
                        .formatted(
                                campaign.name(),
                                night.due(),
                                night.state(),
                                night.reason() == null ? "" : " (" + night.reason() + ")"));
    }

    private static List<String> runs(CampaignView campaign) {
        return campaign.nights().stream()
                .map(CampaignView.Night::run)
                .filter(Objects::nonNull)
                .toList();
    }
}
