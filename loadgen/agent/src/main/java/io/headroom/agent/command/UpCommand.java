package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.PlatformProcess;
import io.headroom.agent.platform.PlatformProcess.Life;
import io.headroom.agent.platform.PlatformProgram;
import io.headroom.agent.platform.PlatformStartup;
import io.headroom.agent.platform.RunningPlatform;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Serves the platform on this machine until Ctrl-C. What a platform that died left behind is restored and destroyed first.",
        footer = {
            "",
            "Examples",
            "  ./headroom up",
            "  ./headroom up --data ./data --port 7801",
        })
class UpCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration END_MAX = Duration.ofSeconds(180);
    private static final int PORT_MAX = 65_535;

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "7800",
            description = "Port on the loopback interface; default ${DEFAULT-VALUE}.")
    int port;

    @Inject
    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder(surroundings.environment());
        check(folder);
        PlatformProgram program = PlatformProgram.installed(surroundings.environment());
        Interruption interruption = Interruptions.install(surroundings.terminal());
        PlatformProcess process = PlatformProcess.start(
                program, folder, Life.BOUND_IN_FOREGROUND, List.of("--port", Integer.toString(port)));
        try {
            return serve(process, folder, interruption).number();
        } finally {
            process.end(END_MAX);
        }
    }

    private ExitCode serve(PlatformProcess process, DataFolder folder, Interruption interruption)
            throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        Optional<RunningPlatform> ready = PlatformStartup.await(process, terminal, interruption);
        if (ready.isPresent()) {
            announce(ready.get(), folder);
        }
        while (process.isAlive() && !interruption.requested()) {
            process.awaitEnd(LOOK_EVERY);
        }
        if (interruption.requested()) {
            boolean inOrder = process.end(ready.isPresent() ? END_MAX : PlatformProcess.STARTING_END_MAX);
            terminal.say(
                    inOrder
                            ? "stopped"
                            : "The platform did not end in time and was killed; start it again to have it put things back.");
            return ExitCode.INTERRUPTED;
        }
        return ended(process.exitValue());
    }

    private void announce(RunningPlatform ready, DataFolder folder) {
        surroundings
                .terminal()
                .print("Headroom %s serves %s from %s (process %d); Ctrl-C stops it."
                        .formatted(
                                ready.info().version(),
                                ready.info().url(),
                                folder.path(),
                                ready.info().pid()));
        ready.client().close();
    }

    /** It wrote its sentence to the same terminal already, unless it was killed. */
    private ExitCode ended(int status) {
        if (status == ExitCode.PASS.number()) {
            return ExitCode.PASS;
        }
        if (status == ExitCode.USAGE.number()) {
            return ExitCode.USAGE;
        }
        if (status != ExitCode.ENVIRONMENT.number()) {
            surroundings
                    .terminal()
                    .say(
                            "headroom: the platform ended with status %d; './headroom up' starts it again and puts back what it left."
                                    .formatted(status));
        }
        return ExitCode.ENVIRONMENT;
    }

    private void check(DataFolder folder) {
        if (port < 1 || port > PORT_MAX) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--port is %d, and must lie between 1 and %d.".formatted(port, PORT_MAX));
        }
        folder.prepare();
        folder.running().ifPresent(running -> {
            running.client().close();
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "A platform already serves %s: %s (process %d). Use it, stop it by './headroom stop', or name another folder by --data DIR."
                            .formatted(
                                    folder.path(),
                                    running.info().url(),
                                    running.info().pid()));
        });
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            // Free now; whoever takes it before the platform does gets the platform's own sentence.
        } catch (IOException _) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "Port %d is in use by another program: stop that one, or name another by --port P."
                            .formatted(port));
        }
    }
}
