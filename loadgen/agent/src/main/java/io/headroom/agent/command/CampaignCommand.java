package io.headroom.agent.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "campaign",
        description =
                "Keeps what a team measures again and again, as files: applies them, starts them, waits for their runs and gates a pipeline by what they came to.",
        subcommands = {
            CampaignApplyCommand.class,
            CampaignListCommand.class,
            CampaignStartCommand.class,
            CampaignWaitCommand.class,
            CampaignReportCommand.class
        },
        footer = {
            "",
            "Examples",
            "  ./headroom campaign apply nightly.yaml",
            "  ./headroom campaign start profile-nightly",
            "  ./headroom campaign wait profile-nightly --junit result.xml",
            "  ./headroom campaign report profile-nightly --markdown -"
        })
class CampaignCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What to do with a campaign is missing, for example apply");
    }
}
