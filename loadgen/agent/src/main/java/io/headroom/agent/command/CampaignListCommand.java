package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.campaign.CampaignText;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.campaign.CampaignView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Shows the campaigns that hold, when each comes due next, and what became of its last night.",
        footer = {"", "Examples", "  ./headroom campaign list", "  ./headroom campaign list --json"})
class CampaignListCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    PlatformOption platform;

    @Option(names = "--json", description = "Print a JSON array, with nights.")
    boolean json;

    @Inject
    CampaignListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        try (CampaignsClient client = new CampaignsClient(platform.address(surroundings.environment()))) {
            List<CampaignView> campaigns = client.list();
            if (json) {
                terminal.print(ResultJson.written(campaigns).stripTrailing());
            } else {
                CampaignText.list(campaigns).forEach(terminal::print);
            }
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
