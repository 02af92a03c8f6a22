package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.export.Exports;
import io.headroom.agent.export.LoadDocuments;
import io.headroom.agent.loadtest.LoadTest;
import io.headroom.agent.loadtest.LoadTestRun;
import io.headroom.agent.loadtest.Rehearsal;
import io.headroom.agent.loadtest.ResultSummary;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.load.LoadResult;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        sortOptions = false,
        description =
                "Sends load to a service, by a scenario in plain Java, and says what came back: a load test as a unit test.",
        footer = {
            "",
            "Examples",
            "  ./headroom run ProfileJourneys.java --target http://localhost:8081 --dry-run",
            "  ./headroom run ProfileJourneys.java --target http://localhost:8081 --rate 100/s --for 30s",
            "  ./headroom run ProfileJourneys.java --target http://localhost:8081 --rate 6000/min --for 5m --objective 'p95<200ms,errors<1%%' --junit load.xml",
            "  ./headroom run ProfileJourneys.java --target http://localhost:8081 --stage '10/s..200/s for 1m' --stage '200/s for 5m' --json result.json",
            "  ./headroom run ProfileJourneys.java --target http://localhost:8081 --users 50 --for 2m --pause 1s",
            "",
            "A flag may also stand in the environment (HEADROOM_RATE=100/s) or in headroom.yaml in the working folder (rate: 100/s), in this order.",
            "Exit codes: 0 pass, 2 an objective missed or the load not carried, 3 invalid or inconclusive, 4 wrong usage or scenario, "
                    + "5 target or machine not there, 130 interrupted."
        })
class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The scenario: a Java file with a class that implements Scenario.")
    @Nullable
    String scenario;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    TargetOptions target;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    LoadOptions load;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    EngineOptions engine;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    ResultOptions results;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Inject
    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = new RunSettings(this, InstantSource.system());
        settings.requireSound();
        if (results.dryRun) {
            return settings.rehearse(new Rehearsal(surroundings.terminal())).number();
        }
        Exports exports = settings.exports();
        LoadTest test = settings.test();
        exports.prove();
        var run = new LoadTestRun(
                test,
                new LoadTestRun.Surroundings(
                        surroundings.terminal(),
                        InstantSource.system(),
                        System::nanoTime,
                        results.quiet,
                        exports.wants(Exports.Form.HDR),
                        surroundings.version()));
        Interruption interruption = interruptible(run);
        LoadTestRun.Outcome outcome = perform(run, exports);
        tell(outcome, exports);
        return exitCode(outcome.result(), interruption).number();
    }

    /** Documents are written, too, if nothing could be measured: whoever asked for them should find out why. */
    private LoadTestRun.Outcome perform(LoadTestRun run, Exports exports) {
        Instant began = InstantSource.system().instant();
        try {
            return run.perform();
        } catch (CommandFailure failure) {
            exports.write(
                    new LoadDocuments(run.unmeasured(failure, began), Stream.empty()), surroundings.terminal()::print);
            throw failure;
        }
    }

    private Interruption interruptible(LoadTestRun run) {
        Terminal terminal = surroundings.terminal();
        return Interruption.install(count -> {
            if (count > 1) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
            terminal.say("stopping; what was measured will be written (Ctrl-C again leaves at once)");
            run.stop();
        });
    }

    private void tell(LoadTestRun.Outcome outcome, Exports exports) {
        Terminal terminal = surroundings.terminal();
        boolean outputTaken = exports.takeStandardOutput();
        Consumer<String> line = outputTaken ? terminal::say : terminal::print;
        Palette palette = terminal.palette();
        if (results.quiet) {
            line.accept(ResultSummary.verdict(outcome.result(), palette));
        } else {
            ResultSummary.of(outcome.result(), palette).forEach(line);
        }
        List<Path> written = exports.write(new LoadDocuments(outcome.result(), outcome.intervals()), terminal::print);
        if (!results.quiet && !written.isEmpty()) {
            line.accept("");
            line.accept("  Written: "
                    + String.join(", ", written.stream().map(Path::toString).toList()));
        }
    }

    private static ExitCode exitCode(LoadResult result, Interruption interruption) {
        return result.interrupted() || interruption.requested()
                ? ExitCode.INTERRUPTED
                : switch (result.verdict()) {
                    case PASS -> ExitCode.PASS;
                    case FAILED -> ExitCode.FAILED;
                    case INVALID, INCONCLUSIVE -> ExitCode.UNMEASURED;
                };
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Without it there is nothing to run. */
    String requiredScenario() {
        if (scenario == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "No scenario is named: ./headroom run FILE.java --target URL ('./headroom run --help' has examples).");
        }
        return scenario;
    }
}
