package io.headroom.platform.schedule;

import io.headroom.campaign.Campaign;
import io.headroom.campaign.Campaign.Environment;
import io.headroom.campaign.Campaign.Stages;
import io.headroom.campaign.CampaignFile;
import io.headroom.protocol.run.RunRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A campaign that holds.
 *
 * @param file where it lay
 * @param applied since when it holds
 */
record AppliedCampaign(Campaign campaign, Path file, Instant applied) {

    /** What its nights ask of a run. */
    RunRequest request() {
        Environment environment = campaign.environment();
        Stages stages = campaign.stages();
        return new RunRequest(
                campaign.service(),
                beside(environment.module()),
                beside(campaign.scenario()),
                environment.instanceClass(),
                null,
                null,
                List.of(),
                campaign.preset(),
                stages.instances(),
                stages.scaling().isEmpty() ? null : stages.scaling(),
                stages.names(),
                stages.assess()
                        .map(rise -> new RunRequest.Assess(rise.expected(), rise.maximum()))
                        .orElse(null),
                stages.untilUnresponsive(),
                environment.profile().map(this::beside).orElse(null));
    }

    private String beside(String path) {
        return CampaignFile.folder(file).resolve(path).normalize().toString();
    }
}
