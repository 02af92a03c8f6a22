package io.headroom.agent.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Writes a scenario from what other tools know of a service.",
        subcommands = {ImportHarCommand.class, ImportOpenApiCommand.class},
        footer = {
            "",
            "Examples",
            "  ./headroom import har shop.har",
            "  ./headroom import har shop.har --name CheckoutJourneys --host api.shop.example --out scenarios/CheckoutJourneys.java",
            "  ./headroom import openapi petstore.yaml",
        })
class ImportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What to import is missing, for example har shop.har");
    }
}
