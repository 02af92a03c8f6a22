package io.headroom.agent.command;

import io.headroom.agent.CommandFailure;
import io.headroom.agent.ExitCode;
import io.headroom.agent.capacity.CapacitySummary;
import io.headroom.agent.capacity.CapacityTestRun;
import io.headroom.agent.export.CapacityDocuments;
import io.headroom.agent.export.Exports;
import io.headroom.agent.loadtest.Rehearsal;
import io.headroom.agent.terminal.Interruption;
import io.headroom.agent.terminal.Palette;
import io.headroom.agent.terminal.Terminal;
import io.headroom.protocol.capacity.CapacityResult;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "capacity",
        sortOptions = false,
        description = {
            "Finds how much load a service carries: step by step, until it gives way, with no platform at all.",
            "It answers with two numbers and their intervals: the knee, up to where latency and errors stay acceptable, and the maximum, up to where "
                    + "completed work grows with offered work."
        },
        footer = {
            "",
            "Examples",
            "  ./headroom capacity ProfileJourneys.java --target http://localhost:8081",
            "  ./headroom capacity ProfileJourneys.java --target http://localhost:8081 --preset standard --json capacity.json",
            "  ./headroom capacity ProfileJourneys.java --target http://localhost:8081 --objective 'p95<200ms,errors<1%%' --ceiling 300/s",
            "  ./headroom compare main.json branch.json",
            "",
            "A flag may also stand in the environment (HEADROOM_PRESET=standard) or in headroom.yaml in the working folder (preset: standard), in this order.",
            "Exit codes: 0 found, or at least the ceiling; 2 the target fails at almost no load; 3 spoiled by the generator; 4 wrong usage or scenario; "
                    + "5 target or machine not there; 130 interrupted."
        })
class CapacityCommand implements Callable<Integer> {

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
    CapacityOptions capacity;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    EngineOptions engine;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Inject
    CapacityCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = new CapacitySettings(this, InstantSource.system());
        settings.requireSound();
        if (capacity.dryRun) {
            return settings.rehearse(new Rehearsal(surroundings.terminal())).number();
        }
        Exports exports = settings.exports();
        var run = new CapacityTestRun(
                settings.test(),
                new CapacityTestRun.Surroundings(
                        surroundings.terminal(),
                        InstantSource.system(),
                        System::nanoTime,
                        capacity.quiet,
                        surroundings.version()));
        exports.prove();
        Interruption interruption = interruptible(run);
        CapacityResult result = perform(run, exports);
        tell(result, exports);
        return interruption.requested()
                ? ExitCode.INTERRUPTED.number()
                : ExitCode.of(result.verdict(), result.fault()).number();
    }

    /** Documents are written, too, if nothing could be measured: whoever asked for them should find out why. */
    private CapacityResult perform(CapacityTestRun run, Exports exports) {
        Instant began = InstantSource.system().instant();
        try {
            return run.perform();
        } catch (CommandFailure failure) {
            exports.write(new CapacityDocuments(run.unmeasured(failure, began)), surroundings.terminal()::print);
            throw failure;
        }
    }

    private Interruption interruptible(CapacityTestRun run) {
        Terminal terminal = surroundings.terminal();
        return Interruption.install(count -> {
            if (count > 1) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
            terminal.say("stopping; what is known will be written (Ctrl-C again leaves at once)");
            run.stop();
        });
    }

    private void tell(CapacityResult result, Exports exports) {
        Terminal terminal = surroundings.terminal();
        Consumer<String> line = exports.takeStandardOutput() ? terminal::say : terminal::print;
        Palette palette = terminal.palette();
        if (capacity.quiet) {
            line.accept(CapacitySummary.verdict(result, palette));
        } else {
            CapacitySummary.of(result, palette).forEach(line);
        }
        List<Path> written = exports.write(new CapacityDocuments(result), terminal::print);
        if (!capacity.quiet && !written.isEmpty()) {
            line.accept("");
            line.accept("  Written: "
                    + String.join(", ", written.stream().map(Path::toString).toList()));
        }
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Without it there is nothing to send. */
    String requiredScenario() {
        if (scenario == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "No scenario is named: ./headroom capacity FILE.java --target URL ('./headroom capacity --help' has examples).");
        }
        return scenario;
    }
}
