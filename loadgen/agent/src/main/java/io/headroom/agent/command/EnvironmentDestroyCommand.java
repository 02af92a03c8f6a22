package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.environment.EnvironmentFollower;
import io.headroom.agent.platform.EnvironmentsClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.environment.EnvironmentView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "destroy",
        description = "Destroys an environment that stands by itself, or all of a module, whatever stands of them.",
        footer = {
            "",
            "Examples",
            "  ./headroom environment destroy --name local-3f2a",
            "  ./headroom environment destroy --module terraform/local",
        })
class EnvironmentDestroyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(names = "--name", paramLabel = "NAME", description = "The environment's name.")
    @Nullable
    String name;

    @Option(names = "--module", paramLabel = "DIR", description = "All environments that stand of this module.")
    java.nio.file.@Nullable Path module;

    @Inject
    EnvironmentDestroyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if ((name == null) == (module == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Which environment is not said: give --name NAME, or --module DIR.");
        }
        Terminal terminal = surroundings.terminal();
        try (EnvironmentsClient client = PlatformOfFolder.environments(data.folder(surroundings.environment()))) {
            for (String one : names(client)) {
                EnvironmentFollower follower = new EnvironmentFollower(
                                client, terminal, Interruption.manual(ignored -> {}, System::nanoTime))
                        .afterWhatHappened(one);
                client.destroy(one);
                EnvironmentView gone = follower.untilDone(one, "destroying");
                if (!gone.state().equals("DESTROYED")) {
                    throw new CommandFailure(
                            ExitCode.ENVIRONMENT,
                            "%s still stands, and is tried again every minute: %s".formatted(one, gone.trouble()));
                }
                terminal.print("%s is destroyed.".formatted(one));
            }
            return ExitCode.PASS.number();
        } catch (PlatformProblem problem) {
            throw PlatformOfFolder.failure(problem);
        }
    }

    private List<String> names(EnvironmentsClient client) throws PlatformProblem {
        if (name != null) {
            return List.of(name);
        }
        ModuleOptions of = new ModuleOptions();
        of.module = module;
        String folder = of.folder().toString();
        return client.list().stream()
                .filter(one -> one.standalone()
                        && !one.state().equals("DESTROYED")
                        && one.module().equals(folder))
                .map(EnvironmentView::name)
                .toList();
    }
}
