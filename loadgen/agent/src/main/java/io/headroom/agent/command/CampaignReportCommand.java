package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.platform.RunsClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Shows what a run came to that is over, or writes it for other programs; ends as wait does.",
        footer = {
            "",
            "Examples",
            "  ./headroom campaign report profile-nightly",
            "  ./headroom campaign report profile-nightly --markdown comment.md --json result.json"
        })
class CampaignReportCommand implements Callable<Integer> {

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
    CampaignReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        report.prove();
        URI address = platform.address(surroundings.environment());
        try (CampaignsClient campaigns = new CampaignsClient(address);
                RunsClient runs = new RunsClient(address)) {
            NamedRun meant = NamedRun.of(name, campaigns);
            RunDocument document = runs.result(meant.run())
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "There is no result of %s: './headroom campaign wait %s' waits for one that is under way."
                                    .formatted(meant.run(), name)));
            return report.conclude(document, meant.gate(), surroundings.terminal())
                    .number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
