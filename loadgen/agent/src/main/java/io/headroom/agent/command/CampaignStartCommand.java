package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.campaign.CampaignRun;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.platform.RunsClient;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.campaign.CampaignView;
import io.headroom.protocol.run.RunView;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        description =
                "Starts a run of a campaign now, whatever its schedule, follows it, and ends by what it came to. Ctrl-C ends the run, too.",
        footer = {
            "",
            "Examples",
            "  ./headroom campaign start profile-nightly",
            "  ./headroom campaign start profile-nightly --detach"
        })
class CampaignStartCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    PlatformOption platform;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    RunReportOptions report;

    @Parameters(paramLabel = "NAME", description = "The campaign's name.")
    @SuppressWarnings("NullAway.Init") // required
    String name;

    @Option(names = "--detach", description = "Do not follow it: print its name, for './headroom campaign wait'.")
    boolean detach;

    @Inject
    CampaignStartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        report.prove();
        URI address = platform.address(surroundings.environment());
        try (CampaignsClient campaigns = new CampaignsClient(address);
                RunsClient runs = new RunsClient(address)) {
            CampaignView campaign = campaigns
                    .find(name)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "There is no campaign %s: './headroom campaign list' shows those there are."
                                    .formatted(name)));
            RunView run = campaigns.start(name);
            if (detach) {
                terminal.print(run.id());
                return ExitCode.PASS.number();
            }
            terminal.say("run %s · %s".formatted(run.id(), address));
            Interruption interruption = Interruptions.install(terminal);
            RunDocument document =
                    new CampaignRun(runs, terminal, interruption, InstantSource.system()).follow(run.id());
            ExitCode exitCode = report.conclude(document, campaign.gate(), terminal);
            return (interruption.requested() ? ExitCode.INTERRUPTED : exitCode).number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
