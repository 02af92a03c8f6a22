package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.environment.EnvironmentFollower;
import io.headroom.agent.environment.ParityText;
import io.headroom.agent.environment.Profiles;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.equivalence.Circumstances;
import io.headroom.equivalence.Grade;
import io.headroom.equivalence.Parity;
import io.headroom.equivalence.Profile;
import io.headroom.protocol.environment.EnvironmentOrder;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "compare",
        description =
                "Says how like production an environment is, or would be: A capacity, B per unit, C directional; and what differs.",
        footer = {
            "",
            "Examples",
            "  ./headroom environment compare --module terraform/local --instances 3 --profile production.json",
            "  ./headroom environment compare --name local-3f2a --profile production.json --expect B",
            "",
            "With --module nothing is made: what is only known after apply is not known, and so is not equal.",
            "Exit codes: 0 compared, 2 worse than --expect, 4 wrong usage or document, 5 environment or platform."
        })
class EnvironmentCompareCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ModuleOptions module;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            required = true,
            description = "Production's profile (headroom.profile/1).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path profile;

    @Option(
            names = "--expect",
            paramLabel = "GRADE",
            description = "Exit with 2 if the grade is worse than this: A, B or C.")
    @Nullable
    Grade expected;

    @Inject
    EnvironmentCompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Profile production = Profiles.read(profile);
        Terminal terminal = surroundings.terminal();
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            Profile environment = module.isNamed() ? planned(client) : standing(client);
            Parity parity = Parity.of(production, environment, Circumstances.unmeasured());
            ParityText.lines(parity).forEach(terminal::print);
            boolean worse = expected != null && parity.grade().compareTo(expected) > 0;
            return (worse ? ExitCode.FAILED : ExitCode.PASS).number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private Profile standing(EnvironmentsClient client) throws PlatformProblem {
        String name = module.name;
        if (name == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Which environment is not said: give --name NAME, or --module DIR.");
        }
        return Profiles.of(client.profile(name));
    }

    private Profile planned(EnvironmentsClient client) throws PlatformProblem, InterruptedException {
        EnvironmentOrder order = module.order();
        client.plan(order);
        try {
            EnvironmentFollower follower =
                    new EnvironmentFollower(client, surroundings.terminal(), Interruption.install(ignored -> {}));
            EnvironmentPlanCommand.requirePlanned(follower.untilDone(order.name(), "planning"));
            return Profiles.of(client.profile(order.name()));
        } finally {
            client.destroy(order.name());
        }
    }
}
