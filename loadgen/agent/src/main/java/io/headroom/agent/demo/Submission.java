package io.headroom.agent.demo;

import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunsClient;
import io.headroom.agent.terminal.Figures;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Hands a request to a platform. One that was just started may first have to put back the run of one that died; that can be waited for, with progress. */
final class Submission {

    private static final Duration TRY_EVERY = Duration.ofMillis(500);

    private final RunsClient client;
    private final Terminal terminal;
    private final Interruption interruption;
    private final InstantSource clock;

    Submission(RunsClient client, Terminal terminal, Interruption interruption, InstantSource clock) {
        this.client = client;
        this.terminal = terminal;
        this.interruption = interruption;
        this.clock = clock;
    }

    /**
     * The accepted run, or nothing if the user interrupted the wait.
     *
     * @param patience with a platform that is busy with another run
     * @throws PlatformProblem.Refused if the platform refuses, or is busy for longer
     */
    Optional<RunView> submit(RunRequest request, Duration patience) throws PlatformProblem, InterruptedException {
        Instant began = clock.instant();
        try {
            while (!interruption.requested()) {
                try {
                    return Optional.of(client.submit(request));
                } catch (PlatformProblem.Refused refused) {
                    Duration waited = Duration.between(began, clock.instant());
                    if (!refused.busy() || waited.compareTo(patience) >= 0) {
                        throw refused;
                    }
                    showWait(waited);
                }
                Thread.sleep(TRY_EVERY);
            }
            return Optional.empty();
        } finally {
            terminal.progressDone();
        }
    }

    private void showWait(Duration waited) throws PlatformProblem {
        String run = client.underWay().map(view -> "run " + view.id()).orElse("the run before");
        terminal.progress("▸ waiting: %s is being put back   %s".formatted(run, Figures.duration(waited.toSeconds())));
    }
}
