package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.environment.Profiles;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.equivalence.Profile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "profile",
        description =
                "Writes what of a system bears on its capacity: out of production's Terraform state, or of an environment that stands. What is secret stays where it is.",
        footer = {
            "",
            "Examples",
            "  terraform show -json > state.json && ./headroom environment profile --show state.json --out production.json",
            "  ./headroom environment profile --show state.json --under module.shop --rules parity.json --out production.json",
            "  ./headroom environment profile --name local-3f2a --out production.json",
        })
class EnvironmentProfileCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(
            names = "--show",
            paramLabel = "FILE",
            description = "What 'terraform show -json' wrote; read here and sent nowhere.")
    @Nullable
    Path shown;

    @Option(
            names = "--under",
            paramLabel = "MODULE",
            defaultValue = "",
            description = "Only resources of this module of it, for example module.shop.")
    String under = "";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Parity rules that go before the standard ones (headroom.parity/1).")
    @Nullable
    Path rules;

    @Option(names = "--name", paramLabel = "NAME", description = "An environment that stands, in place of --show.")
    @Nullable
    String name;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write it (headroom.profile/1).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path out;

    @Inject
    EnvironmentProfileCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if ((shown == null) == (name == null)) {
            throw new CommandFailure(ExitCode.USAGE, "Whose profile is not said: give --show FILE, or --name NAME.");
        }
        Profile profile =
                shown != null ? Profiles.export(nameOf(out), shown, under, rules) : standing(String.valueOf(name));
        Profiles.write(profile, out);
        surroundings
                .terminal()
                .print("%s: %d parts".formatted(out, profile.parts().size()));
        return ExitCode.PASS.number();
    }

    private Profile standing(String environment) {
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            return Profiles.of(client.profile(environment));
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.json$", "");
    }
}
