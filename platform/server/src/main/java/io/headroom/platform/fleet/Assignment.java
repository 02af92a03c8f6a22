package io.headroom.platform.fleet;

import io.headroom.platform.fleet.Fleet.WorkFailed;
import io.headroom.protocol.Fault;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One piece of work in an agent's hands.
 *
 * <p>Invariant: frames reach the listener in the order of their sequence and once each, whatever the agent repeats.
 */
final class Assignment {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** An agent that is told to stop has two seconds, and as long again for its last frame and result to arrive. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    private final Work work;
    private final String agentName;
    private final Fleet.Listener frames;
    private final Clock clock;
    private final CompletableFuture<WorkResult> result = new CompletableFuture<>();
    private long nextSequence;
    private volatile boolean stopping;
    private volatile Instant lastHeard;

    Assignment(Work work, String agentName, Fleet.Listener frames, Clock clock) {
        this.work = work;
        this.agentName = agentName;
        this.frames = frames;
        this.clock = clock;
        this.lastHeard = clock.instant();
    }

    Work work() {
        return work;
    }

    synchronized Frame.Reply accept(Frame frame) {
        lastHeard = clock.instant();
        if (frame.sequence() >= nextSequence) {
            if (frames.hear(frame)) {
                stopping = true;
            }
            nextSequence = frame.sequence() + 1;
        }
        return new Frame.Reply(stopping);
    }

    void settle(WorkResult outcome) {
        result.complete(outcome);
    }

    WorkResult await(Duration limit, Duration silenceMax) throws WorkFailed, InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        try {
            while (true) {
                try {
                    return result.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    requireAlive(deadline, limit, silenceMax);
                } catch (ExecutionException impossible) {
                    throw new IllegalStateException("an assignment is only ever completed with a result", impossible);
                }
            }
        } catch (InterruptedException stop) {
            stopAndWait();
            throw stop;
        }
    }

    private void requireAlive(Instant deadline, Duration limit, Duration silenceMax) throws WorkFailed {
        Instant now = clock.instant();
        if (now.isAfter(lastHeard.plus(silenceMax))) {
            throw new WorkFailed(
                    Fault.PLATFORM,
                    "agent " + agentName + " was lost: it has said nothing for " + silenceMax.toSeconds() + " s");
        }
        if (now.isAfter(deadline)) {
            stopping = true;
            throw new WorkFailed(
                    Fault.PLATFORM, "agent " + agentName + " did not finish within " + limit.toSeconds() + " s");
        }
    }

    private void stopAndWait() throws InterruptedException {
        stopping = true;
        try {
            result.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            // The agent stops by itself when it hears nothing; the caller goes on to restore.
        }
    }
}
