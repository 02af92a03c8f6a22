package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.RunningPlatform;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Terminal;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stop",
        description =
                "Stops the platform that serves a data folder: its runs end, what they opened is closed, what they made is destroyed.",
        footer = {"", "Examples", "  ./headroom stop", "  ./headroom stop --data ./data"})
class StopCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofSeconds(180);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    DataOption data;

    @Inject
    StopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder(surroundings.environment());
        Optional<RunningPlatform> running = folder.running();
        if (running.isEmpty()) {
            surroundings.terminal().print("No platform serves %s.".formatted(folder.path()));
            return ExitCode.PASS.number();
        }
        running.get().client().close();
        long pid = running.get().info().pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        awaitEnd(pid);
        surroundings.terminal().print("The platform of %s (process %d) has ended.".formatted(folder.path(), pid));
        return ExitCode.PASS.number();
    }

    private void awaitEnd(long pid) throws InterruptedException {
        Terminal terminal = surroundings.terminal();
        long began = System.nanoTime();
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            long elapsed = System.nanoTime() - began;
            if (elapsed > LONGEST.toNanos()) {
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "The platform (process %d) has not ended within %d s: its log says what it is doing."
                                .formatted(pid, LONGEST.toSeconds()));
            }
            terminal.progress("▸ stopping the platform %s".formatted(Figures.duration(elapsed / 1e9)));
            Thread.sleep(LOOK_EVERY);
        }
        terminal.progressDone();
    }
}
