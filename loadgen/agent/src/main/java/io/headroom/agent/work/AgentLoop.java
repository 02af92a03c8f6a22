package io.headroom.agent.work;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.FleetClient;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.work.PlatformContact.Call;
import io.headroom.engine.EngineSettings;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.AgentWelcome;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers with a platform, takes work, does it and reports it, until it is told to end or the platform is lost. Load never outlives the platform by more
 * than {@link AgentTiming#giveUpAfter}.
 *
 * <p>Invariant: {@link #run} is one thread; {@link #end} may come from any other, and meets it under this object's monitor. The running thread is
 * interrupted only while it talks to the platform or waits to, never while the engine works.
 */
public final class AgentLoop {

    private static final int NOT_FOUND = 404;
    /** Keeps a platform that does not hold its calls open from being asked without pause. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(20);

    private final FleetClient fleet;
    private final AgentHello hello;
    private final AgentTiming timing;
    private final PlatformContact contact;
    private final Sessions sessions;
    private boolean ending;
    private @Nullable Thread talking;

    /** @param clockNanos a monotonic clock in nanoseconds */
    public AgentLoop(
            FleetClient fleet, AgentHello hello, AgentTiming timing, LongSupplier clockNanos, EngineSettings settings) {
        this.fleet = fleet;
        this.hello = hello;
        this.timing = timing;
        this.contact = new PlatformContact(clockNanos, timing);
        this.sessions = new Sessions(settings);
    }

    /**
     * Works until {@link #end} is called.
     *
     * @throws CommandFailure if the platform refuses the agent or is lost
     */
    public void run() {
        try (sessions) {
            while (true) {
                AgentWelcome welcome = talk(() -> fleet.register(hello));
                workUntilForgotten(welcome);
            }
        } catch (InterruptedException _) {
            // Told to end.
        } catch (PlatformProblem.Refused refused) {
            throw new CommandFailure(ExitCode.of(Verdict.FAILED, refused.fault()), refused.sentence());
        } catch (PlatformProblem problem) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "%s For %d s there was no answer, so this agent has stopped its load and ends."
                            .formatted(problem.sentence(), timing.giveUpAfter().toSeconds()));
        }
    }

    /** Stops what is under way within two seconds, and ends {@link #run}. */
    public void end() {
        synchronized (this) {
            ending = true;
            if (talking != null) {
                talking.interrupt();
            }
        }
        sessions.end();
    }

    /** Until the platform has been started anew and knows nothing of this agent. */
    private void workUntilForgotten(AgentWelcome welcome) throws PlatformProblem, InterruptedException {
        try {
            while (true) {
                Optional<Work> work = talk(() -> fleet.take(welcome));
                if (work.isPresent()) {
                    perform(welcome, work.get());
                } else {
                    pause();
                }
            }
        } catch (PlatformProblem.Refused refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
        } catch (InterruptedException ended) {
            leave(welcome);
            throw ended;
        }
    }

    private void perform(AgentWelcome welcome, Work work) throws PlatformProblem, InterruptedException {
        var reporter = new WorkReporter(
                        fleet, welcome.agent(), work.work(), timing, contact, () -> sessions.stop(work.session()))
                .start();
        WorkResult result = sessions.perform(work, reporter);
        if (reporter.finish()) {
            deliver(welcome, work, result);
        }
    }

    private void deliver(AgentWelcome welcome, Work work, WorkResult result)
            throws PlatformProblem, InterruptedException {
        try {
            talk(() -> {
                fleet.complete(welcome.agent(), work.work(), result);
                return result;
            });
        } catch (PlatformProblem.Refused _) {
            // The platform has done with this work; the next call tells whether it still knows the agent.
        }
    }

    private void leave(AgentWelcome welcome) {
        try {
            fleet.leave(welcome.agent());
        } catch (PlatformProblem _) {
            // It notices by the missing heartbeat.
        }
    }

    private void pause() throws PlatformProblem, InterruptedException {
        begin();
        try {
            Thread.sleep(BETWEEN_POLLS);
        } finally {
            done();
        }
    }

    private <T> T talk(Call<T> call) throws PlatformProblem, InterruptedException {
        begin();
        try {
            return contact.insist(call);
        } finally {
            done();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (ending) {
            throw new InterruptedException("ending");
        }
        talking = Thread.currentThread();
    }

    /** Clears an interruption that came too late to be seen; {@link #begin} sees that the end has come. */
    private synchronized void done() {
        talking = null;
        Thread.interrupted();
    }
}
