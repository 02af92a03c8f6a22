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
        name = "plan",
        description = "Shows what an environment would be made of, and whether the policy allows it; nothing is made.",
        footer = {
            "",
            "Examples",
            "  ./headroom environment plan --module terraform/local --class medium --instances 2",
        })
class EnvironmentPlanCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ModuleOptions module;

    @Inject
    EnvironmentPlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        var order = module.order();
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            EnvironmentFollower follower =
                    new EnvironmentFollower(client, terminal, Interruption.install(ignored -> {}));
            client.plan(order);
            try {
                show(requirePlanned(follower.untilDone(order.name(), "planning")), terminal);
            } finally {
                client.destroy(order.name());
            }
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    /** @throws CommandFailure if there is no plan, with the platform's reason */
    static EnvironmentView.Plan requirePlanned(EnvironmentView view) {
        EnvironmentView.Plan plan = view.plan();
        if (plan == null) {
            String trouble = view.trouble();
            throw trouble == null
                    ? new CommandFailure(ExitCode.INTERRUPTED, "stopped: nothing was made")
                    : new CommandFailure(ExitCode.USAGE, trouble);
        }
        return plan;
    }

    static void show(EnvironmentView.Plan plan, Terminal terminal) {
        EnvironmentText.plan(plan).forEach(terminal::print);
    }
}
