package io.headroom.agent.campaign;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.demo.RunFollower;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.platform.RunsClient;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.run.RunEvent;
import java.time.InstantSource;
import java.util.Optional;

/** Follows a run until it is over, and has its result. */
public final class CampaignRun {

    private final RunsClient client;
    private final Terminal terminal;
    private final Interruption interruption;
    private final InstantSource clock;

    /** @param interruption ends the run, too */
    public CampaignRun(RunsClient client, Terminal terminal, Interruption interruption, InstantSource clock) {
        this.client = client;
        this.terminal = terminal;
        this.interruption = interruption;
        this.clock = clock;
    }

    /** @throws CommandFailure if it left no result */
    public RunDocument follow(String run) throws PlatformProblem, InterruptedException {
        Optional<RunEvent.Finished> finished =
                new RunFollower(client, terminal, interruption, clock, () -> true).follow(run);
        if (finished.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INTERRUPTED,
                    "The run did not end in time after it was told to; the platform goes on restoring and destroying.");
        }
        return client.resultSoon(run)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.of(finished.get().verdict(), finished.get().fault()),
                        "The run ended without a result document: "
                                + finished.get().reason()));
    }
}
