package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.traffic.TrafficScenario;
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
        name = "har",
        description =
                "Writes a scenario from an HTTP archive, which every browser exports from the network panel of its developer tools. Each page becomes a journey;"
                        + " static files, other hosts and what failed are left out; values from answers are passed on; secrets are redacted.",
        footer = {
            "",
            "Examples",
            "  ./headroom import har shop.har",
            "  ./headroom import har shop.har --name CheckoutJourneys --host api.shop.example --out scenarios/CheckoutJourneys.java",
        })
class ImportHarCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The archive (HAR 1.1 or later).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            split = ",",
            description = "A further host to keep, beside that of the first page; may be repeated.")
    Set<String> hosts = new LinkedHashSet<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ScenarioOutput output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Inject
    ImportHarCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String name = output.className(String.valueOf(file.getFileName()));
        Path out = output.file(name);
        try {
            output.write(TrafficScenario.write(name, HarFile.read(file), hosts), out, surroundings.terminal());
        } catch (AuthoringException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return ExitCode.PASS.number();
    }
}
