package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.protocol.campaign.CampaignView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that a user means by a campaign's name or its own.
 *
 * @param gate of the campaign that it belongs to; absent if it belongs to none
 */
record NamedRun(String run, CampaignView.@Nullable Gate gate) {

    /** @throws CommandFailure if the campaign has not run yet */
    static NamedRun of(String name, CampaignsClient campaigns) throws PlatformProblem {
        List<CampaignView> all = campaigns.list();
        Optional<CampaignView> campaign =
                all.stream().filter(one -> one.name().equals(name)).findFirst();
        if (campaign.isPresent()) {
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

    private static List<String> runs(CampaignView campaign) {
        return campaign.nights().stream()
                .map(CampaignView.Night::run)
                .filter(Objects::nonNull)
                .toList();
    }
}
