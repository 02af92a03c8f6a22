package io.headroom.agent.demo;

import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunEvents;
import io.headroom.agent.platform.RunsClient;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Shows a run until it is over. An interruption has the platform stop it, and is followed to its end as well, though not for ever. */
public final class RunFollower {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOPPING_MAX = Duration.ofSeconds(120);

    private final RunsClient client;
    private final Terminal terminal;
    private final Interruption interruption;
    private final InstantSource clock;
    private final BooleanSupplier platformLives;

    /** @param platformLives whether the platform's process is there, as far as this command can tell */
    public RunFollower(
            RunsClient client,
            Terminal terminal,
            Interruption interruption,
            InstantSource clock,
            BooleanSupplier platformLives) {
        this.client = client;
        this.terminal = terminal;
        this.interruption = interruption;
        this.clock = clock;
        this.platformLives = platformLives;
    }

    /**
     * Returns how the run ended, or nothing if it did not end in time after an interruption.
     *
     * @throws PlatformProblem.Unreachable if the platform is gone
     */
    public Optional<RunEvent.Finished> follow(String run) throws PlatformProblem, InterruptedException {
        var display = new RunDisplay(terminal.palette());
        Instant stopBy = Instant.MAX;
        try (RunEvents events = client.events(run)) {
            while (clock.instant().isBefore(stopBy)) {
                if (interruption.requested() && stopBy.equals(Instant.MAX)) {
                    stopBy = clock.instant().plus(STOPPING_MAX);
                    stop(run);
                }
                Optional<RunEvent> event = events.poll(LOOK_EVERY);
                if (event.isPresent()) {
                    display.apply(event.get()).forEach(terminal::say);
                    if (event.get() instanceof RunEvent.Finished finished) {
                        return Optional.of(finished);
                    }
                } else if (!platformLives.getAsBoolean()) {
                    throw PlatformProblem.ended();
                }
                show(display.live(clock.instant()));
            }
            return Optional.empty();
        } finally {
            terminal.progressDone();
        }
    }

    private void show(String live) {
        if (!live.isEmpty()) {
            terminal.progress(live);
        }
    }

    private void stop(String run) throws PlatformProblem {
        try {
            client.stop(run);
        } catch (PlatformProblem.Refused _) {
            // It has just finished.
        }
    }
}
