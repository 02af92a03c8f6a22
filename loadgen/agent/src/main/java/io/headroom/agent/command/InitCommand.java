package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.quantity.FileTrouble;
import io.headroom.agent.skeleton.Skeleton;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description =
                "Writes what a team begins with for a service of its own: a scenario, a campaign, and the module of an environment. They compile and validate; what only the team "
                        + "knows is marked.",
        footer = {
            "",
            "Examples",
            "  ./headroom init performance --service shop",
            "  terraform -chdir=performance/environment init && terraform -chdir=performance/environment validate"
        })
class InitCommand implements Callable<Integer> {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,52}";

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    HelpOption help;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "The folder to write to; default the working folder.")
    @SuppressWarnings("NullAway.Init") // has a default
    Path folder;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The service's name: lower-case letters, digits and dashes; by default the folder's.")
    @Nullable
    String service;

    @Inject
    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        Skeleton skeleton = new Skeleton(name());
        List<Path> present = skeleton.present(folder);
        if (!present.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s exists already, and nothing is written over: name another folder."
                            .formatted(present.getFirst()));
        }
        try {
            skeleton.write(folder).forEach(file -> terminal.print("wrote " + file));
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.USAGE, "%s cannot be written to (%s).".formatted(folder, FileTrouble.of(failure)));
        }
        terminal.print("Next: what is marked Yours in these files, then ./headroom campaign apply "
                + folder.resolve("nightly.yaml"));
        return ExitCode.PASS.number();
    }

    private String name() {
        Path base = folder.toAbsolutePath().normalize().getFileName();
        String name = service != null
                ? service
                : String.valueOf(base)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        if (!name.matches(NAME)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'%s' is not a service's name: give one of lower-case letters, digits and dashes by --service."
                            .formatted(name));
        }
        return name;
    }
}
