package io.headroom.agent.platform;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;

/** The wait for a platform that was just started, with progress. */
public final class PlatformStartup {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private PlatformStartup() {}

    /** The platform once it is ready, or nothing if its process ended or the user interrupted. */
    public static Optional<RunningPlatform> await(PlatformProcess process, Terminal terminal, Interruption interruption)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            while (process.isAlive() && !interruption.requested()) {
                Optional<RunningPlatform> ready = process.ready();
                if (ready.isPresent()) {
                    return ready;
                }
                long elapsed = System.nanoTime() - began;
                if (elapsed > LONGEST.toNanos()) {
                    throw new CommandFailure(
                            ExitCode.ENVIRONMENT,
                            "The platform was not ready within %d s: its log says why.".formatted(LONGEST.toSeconds()));
                }
                terminal.progress("▸ starting the platform %s".formatted(Figures.duration(elapsed / 1e9)));
                process.awaitEnd(LOOK_EVERY);
            }
            return Optional.empty();
        } finally {
            terminal.progressDone();
        }
    }
}
