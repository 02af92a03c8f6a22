package io.headroom.agent.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "environment",
        description =
                "Plans, applies, compares and destroys environments, by Terraform and through the platform that serves a data folder.",
        subcommands = {
            EnvironmentListCommand.class,
            EnvironmentPlanCommand.class,
            EnvironmentApplyCommand.class,
            EnvironmentCompareCommand.class,
            EnvironmentProfileCommand.class,
            EnvironmentDestroyCommand.class
        },
        footer = {
            "",
            "Examples",
            "  ./headroom environment plan --module terraform/local --class small",
            "  ./headroom environment apply --module terraform/local --for 2h",
            "  ./headroom environment profile --show production-state.json --out production.json",
            "  ./headroom environment compare --module terraform/local --profile production.json --expect A",
            "  ./headroom environment destroy --module terraform/local",
        })
class EnvironmentCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What to do with an environment is missing, for example plan");
    }
}
