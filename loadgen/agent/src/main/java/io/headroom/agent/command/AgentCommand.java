package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.FleetClient;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.work.AgentLoop;
import io.headroom.agent.work.AgentTiming;
import io.headroom.agent.work.ParentWatch;
import io.headroom.engine.EngineSettings;
import io.headroom.protocol.fleet.AgentHello;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "agent",
        description =
                "Drives load for a platform: registers there, takes work, sends back what it measured. It always dials out, so it works behind firewalls.",
        footer = {"", "Example", "  ./headroom agent --platform http://127.0.0.1:7800 --name local-1"})
class AgentCommand implements Callable<Integer> {

    /** The engine stops within two seconds; what takes longer is not waited for. */
    private static final Duration END_MAX = Duration.ofSeconds(8);

    private final Surroundings surroundings;

    @Option(names = "--platform", paramLabel = "URL", required = true, description = "Where the platform serves.")
    @SuppressWarnings("NullAway.Init") // required
    URI platform;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "What people call this agent.")
    @SuppressWarnings("NullAway.Init") // required
    String name;

    @Option(
            names = "--exit-with-parent",
            description = "End when standard input ends, as it does with the process that started this one.")
    boolean exitWithParent;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Inject
    AgentCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (platform.getHost() == null || !String.valueOf(platform.getScheme()).startsWith("http")) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--platform '%s' is not an address such as http://127.0.0.1:7800.".formatted(platform));
        }
        EngineSettings settings = EngineSettings.defaults();
        var hello = new AgentHello(
                name,
                surroundings.version(),
                settings.loops(),
                ProcessHandle.current().pid());
        var interrupted = new AtomicBoolean();
        try (var fleet = new FleetClient(platform)) {
            var loop = new AgentLoop(fleet, hello, AgentTiming.STANDARD, System::nanoTime, settings);
            Interruption.install(_ -> {
                interrupted.set(true);
                end(loop, ExitCode.INTERRUPTED);
            });
            if (exitWithParent) {
                ParentWatch.start(System.in, () -> end(loop, ExitCode.PASS));
            }
            loop.run();
        }
        return (interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.PASS).number();
    }

    private static void end(AgentLoop loop, ExitCode exitCode) {
        Thread.ofPlatform().daemon().name("end").start(() -> {
            try {
                Thread.sleep(END_MAX);
                Runtime.getRuntime().halt(exitCode.number());
            } catch (InterruptedException _) {
                // Never interrupted: it ends with the process.
            }
        });
        loop.end();
    }
}
