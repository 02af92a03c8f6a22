package io.headroom.agent.command;

import io.headroom.agent.campaign.CampaignRun;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunsClient;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "wait",
        description =
                "Waits until a campaign's last run is over, and ends by what it came to: 0 pass, 2 the gate failed, 3 invalid or inconclusive, 5 the environment "
                        + "or the platform failed. Ctrl-C leaves the run as it is.",
        footer = {
            "",
            "Examples",
            "  ./headroom campaign wait profile-nightly",
            "  ./headroom campaign wait 20261124-020000-3f2a --junit result.xml"
        })
class CampaignWaitCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    PlatformOption platform;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    RunReportOptions report;

    @Parameters(paramLabel = "NAME|RUN", description = "A campaign, whose last run is meant; or a run.")
    @SuppressWarnings("NullAway.Init") // required
    String name;

    @Inject
    CampaignWaitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        report.prove();
        URI address = platform.address(surroundings.environment());
        try (CampaignsClient campaigns = new CampaignsClient(address);
                RunsClient runs = new RunsClient(address)) {
            NamedRun meant = NamedRun.of(name, campaigns);
            Interruption none = Interruption.manual(ignored -> {}, System::nanoTime);
            var document = new CampaignRun(runs, terminal, none, InstantSource.system()).follow(meant.run());
            return report.conclude(document, meant.gate(), terminal).number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
