package io.headroom.agent.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "alarm",
        description =
                "Shows the protections that did not come back as they should, and takes down who has looked at one; through the platform that serves a data folder.",
        subcommands = {AlarmListCommand.class, AlarmAcknowledgeCommand.class},
        footer = {
            "",
            "Examples",
            "  ./headroom alarm list",
            "  ./headroom alarm acknowledge headroom-20260101-1200-1767229200.waf --who Ada --why 'the rule was replaced on purpose'",
        })
class AlarmCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What to do with alarms is missing, for example list");
    }
}
