package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.campaign.CampaignText;
import io.headroom.agent.platform.CampaignsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.terminal.Terminal;
import io.headroom.campaign.CampaignFile;
import io.headroom.campaign.MalformedCampaign;
import io.headroom.protocol.campaign.CampaignOrder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description =
                "Has a campaign file hold from now on, in the place of what held under its name, and shows when it comes due. Paths in it are relative to its folder.",
        footer = {
            "",
            "Examples",
            "  ./headroom campaign apply nightly.yaml",
            "  ./headroom campaign apply nightly.yaml --check"
        })
class CampaignApplyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    PlatformOption platform;

    @Parameters(paramLabel = "FILE", description = "The campaign, YAML; docs/schema/headroom.campaign-1.json.")
    @SuppressWarnings("NullAway.Init") // required
    Path file;

    @Option(names = "--check", description = "Only read it, and say what is wrong; no platform is needed.")
    boolean check;

    @Inject
    CampaignApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        String content = content();
        requireSound(content);
        if (check) {
            terminal.print("%s is a campaign.".formatted(file));
            return ExitCode.PASS.number();
        }
        try (CampaignsClient client = new CampaignsClient(platform.address(surroundings.environment()))) {
            CampaignOrder order =
                    new CampaignOrder(file.toAbsolutePath().normalize().toString(), content);
            CampaignText.applied(client.apply(order)).forEach(terminal::print);
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.USAGE, "%s cannot be read: %s.".formatted(file, FileTrouble.of(failure)));
        }
    }

    private void requireSound(String content) {
        try {
            CampaignFile.read(content, file);
        } catch (MalformedCampaign malformed) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(malformed.getMessage()));
        }
    }
}
