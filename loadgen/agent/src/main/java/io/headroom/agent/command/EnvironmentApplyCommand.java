package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.environment.EnvironmentFollower;
import io.headroom.agent.environment.EnvironmentText;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.environment.EnvironmentView;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "apply",
        description =
                "Makes an environment that stands by itself: shows the plan, applies that plan, prints where it answers. It destroys itself when its time is over.",
        footer = {
            "",
            "Examples",
            "  ./headroom environment apply --module terraform/local --for 2h",
            "  ./headroom environment apply --module terraform/local --name shop --class medium --var data_volume=10000",
            "",
            "Ctrl-C, and a failure half-way, destroy what stands of it."
        })
class EnvironmentApplyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ModuleOptions module;

    @Inject
    EnvironmentApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        var order = module.order();
        Interruption interruption = Interruptions.install(terminal);
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            client.plan(order);
            EnvironmentFollower follower = new EnvironmentFollower(client, terminal, interruption);
            EnvironmentPlanCommand.show(
                    EnvironmentPlanCommand.requirePlanned(follower.untilDone(order.name(), "planning")), terminal);
            client.apply(order.name());
            EnvironmentView made = follower.untilDone(order.name(), "applying");
            if (interruption.requested()) {
                return putBack(client, order.name()).number();
            }
            return told(made).number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private ExitCode told(EnvironmentView made) {
        if (!made.state().equals("READY")) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, made.trouble() == null ? "The environment does not stand." : made.trouble());
        }
        EnvironmentText.outputs(made).forEach(surroundings.terminal()::print);
        return ExitCode.PASS;
    }

    private ExitCode putBack(EnvironmentsClient client, String name) throws PlatformProblem, InterruptedException {
        client.destroy(name);
        new EnvironmentFollower(client, surroundings.terminal(), Interruption.manual(ignored -> {}, System::nanoTime))
                .untilDone(name, "destroying");
        return ExitCode.INTERRUPTED;
    }
}
