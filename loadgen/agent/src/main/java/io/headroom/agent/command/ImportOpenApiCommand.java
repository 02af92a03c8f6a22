package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.openapi.OpenApiScenario;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "openapi",
        description =
                "Writes a scenario from an OpenAPI document (3.x, or Swagger 2.0; JSON or YAML). Each resource becomes a journey that creates, fetches, updates,"
                        + " searches and deletes as far as there are such operations; every other operation has a journey of its own. Nothing is fetched.",
        footer = {
            "",
            "Examples",
            "  ./headroom import openapi petstore.yaml",
            "  ./headroom import openapi shop.json --tag orders --name OrderJourneys --out scenarios/OrderJourneys.java",
        })
class ImportOpenApiCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The document, all in one file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Only operations of this tag; may be repeated.")
    Set<String> tags = new LinkedHashSet<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ScenarioOutput output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Inject
    ImportOpenApiCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String name = output.className(String.valueOf(file.getFileName()));
        Path out = output.file(name);
        try {
            output.write(OpenApiScenario.write(name, file, tags), out, surroundings.terminal());
        } catch (AuthoringException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return ExitCode.PASS.number();
    }
}
