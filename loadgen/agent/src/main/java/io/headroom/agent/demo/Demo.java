package io.headroom.agent.demo;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.platform.DataFolder;
import io.headroom.agent.platform.PlatformProblem;
import io.headroom.agent.platform.PlatformProcess;
import io.headroom.agent.platform.PlatformProcess.Life;
import io.headroom.agent.platform.PlatformProgram;
import io.headroom.agent.platform.PlatformStartup;
import io.headroom.agent.platform.RunDocument;
import io.headroom.agent.platform.RunningPlatform;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Has a platform measure the sample service and tells how it goes and what came out. A platform that already serves the data folder does it and stays;
 * otherwise one is started, and ended again on every path unless it is to be kept.
 */
public final class Demo {

    private static final Duration PLATFORM_END_MAX = Duration.ofSeconds(90);
    /** For the platform's own putting back of what a dead one left, which it bounds itself. */
    private static final Duration SETTLING_MAX = Duration.ofMinutes(3);

    private final Terminal terminal;
    private final InstantSource clock;
    private final Interruption interruption;

    public Demo(Terminal terminal, InstantSource clock, Interruption interruption) {
        this.terminal = terminal;
        this.clock = clock;
        this.interruption = interruption;
    }

    /**
     * Runs to the end.
     *
     * @param program started if no platform serves the folder
     * @return by the run's verdict; {@link ExitCode#INTERRUPTED} after an interruption
     * @throws CommandFailure if there is no result
     */
    public ExitCode run(DemoOptions options, PlatformProgram program) throws InterruptedException {
        options.folder().prepare();
        Reports reports = new Reports(options.folder(), options.json());
        reports.prove();
        Optional<RunningPlatform> running = options.folder().running();
        if (running.isEmpty()) {
            return withOwnPlatform(options, program, reports);
        }
        try (var client = running.get().client()) {
            terminal.say("The platform that already serves %s does it: %s (process %d). It stays afterwards."
                    .formatted(
                            options.folder().path(),
                            running.get().info().url(),
                            running.get().info().pid()));
            long pid = running.get().info().pid();
            return measure(
                    options,
                    running.get(),
                    reports,
                    Duration.ZERO,
                    () -> ProcessHandle.of(pid).isPresent());
        }
    }

    private ExitCode withOwnPlatform(DemoOptions options, PlatformProgram program, Reports reports)
            throws InterruptedException {
        Life life = options.keep() ? Life.DETACHED : Life.BOUND;
        PlatformProcess process = PlatformProcess.start(program, options.folder(), life, List.of());
        boolean kept = false;
        Duration endMax = PlatformProcess.STARTING_END_MAX;
        try {
            Optional<RunningPlatform> ready = PlatformStartup.await(process, terminal, interruption);
            if (ready.isEmpty()) {
                if (interruption.requested()) {
                    return ExitCode.INTERRUPTED;
                }
                throw process.failure();
            }
            endMax = PLATFORM_END_MAX;
            try (var client = ready.get().client()) {
                ExitCode exitCode = measure(options, ready.get(), reports, SETTLING_MAX, process::isAlive);
                kept = options.keep() && exitCode != ExitCode.INTERRUPTED;
                return exitCode;
            }
        } finally {
            if (!kept) {
                end(process, options.folder(), endMax);
            }
        }
    }

    private ExitCode measure(
            DemoOptions options,
            RunningPlatform platform,
            Reports reports,
            Duration patience,
            BooleanSupplier platformLives)
            throws InterruptedException {
        try {
            Optional<RunView> accepted = new Submission(platform.client(), terminal, interruption, clock)
                    .submit(options.request(), patience);
            if (accepted.isEmpty()) {
                return ExitCode.INTERRUPTED;
            }
            String run = accepted.get().id();
            terminal.say("run %s · %s".formatted(run, platform.info().url()));
            Optional<RunEvent.Finished> finished =
                    new RunFollower(platform.client(), terminal, interruption, clock, platformLives).follow(run);
            if (finished.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.INTERRUPTED,
                        "The run did not end in time after it was told to; './headroom up --data %s' restores and destroys what it left."
                                .formatted(options.folder().path()));
            }
            return conclude(options, platform, reports, run, finished.get());
        } catch (PlatformProblem.Refused refused) {
            throw new CommandFailure(
                    refused.busy() ? ExitCode.ENVIRONMENT : ExitCode.of(Verdict.FAILED, refused.fault()),
                    refused.sentence());
        } catch (PlatformProblem gone) {
            throw new CommandFailure(
                    interruption.requested() ? ExitCode.INTERRUPTED : ExitCode.ENVIRONMENT,
                    "%s The run is not finished: './headroom up --data %s' restores and destroys what it left; the log is %s."
                            .formatted(
                                    gone.sentence(),
                                    options.folder().path(),
                                    options.folder().log()));
        }
    }

    private ExitCode conclude(
            DemoOptions options, RunningPlatform platform, Reports reports, String run, RunEvent.Finished finished)
            throws PlatformProblem, InterruptedException {
        Optional<RunDocument> document = platform.client().resultSoon(run);
        if (document.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.of(finished.verdict(), finished.fault()),
                    "The run ended without a result document: " + finished.reason());
        }
        Summary.of(document.get().result(), terminal.palette()).forEach(terminal::print);
        terminal.print("");
        terminal.print("  report   " + reports.write(document.get()));
        if (interruption.requested()) {
            return ExitCode.INTERRUPTED;
        }
        if (options.keep()) {
            terminal.print("  page     %s   (process %d; './headroom stop --data %s' ends it)"
                    .formatted(
                            platform.info().url(),
                            platform.info().pid(),
                            options.folder().path()));
        }
        return ExitCode.of(finished.verdict(), finished.fault());
    }

    private void end(PlatformProcess process, DataFolder folder, Duration patience) throws InterruptedException {
        if (process.isAlive()) {
            terminal.progress("▸ stopping the platform");
        }
        boolean inOrder = process.end(patience);
        terminal.progressDone();
        if (!inOrder) {
            terminal.say(
                    "The platform (process %d) did not end in time and was killed: './headroom up --data %s' restores and destroys what it left."
                            .formatted(process.pid(), folder.path()));
        }
    }
}
