package io.headroom.agent.command;

import io.headroom.agent.ExitCode;
import io.headroom.agent.environment.EnvironmentText;
import io.headroom.agent.export.ResultJson;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.environment.EnvironmentView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Shows the environments that stand, and what went wrong with one; by --all those that are gone, too.",
        footer = {"", "Examples", "  ./headroom environment list", "  ./headroom environment list --all --json"})
class EnvironmentListCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(names = "--all", description = "Those that are destroyed, too.")
    boolean all;

    @Option(names = "--json", description = "Print a JSON array.")
    boolean json;

    @Inject
    EnvironmentListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            List<EnvironmentView> shown = client.list().stream()
                    .filter(one -> all || !one.state().equals("DESTROYED"))
                    .toList();
            if (json) {
                terminal.print(ResultJson.written(shown).stripTrailing());
            } else {
                EnvironmentText.list(shown).forEach(terminal::print);
            }
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }
}
