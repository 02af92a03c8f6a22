package io.headroom.platform.campaign;

import io.headroom.capacity.GeneratorFigures;
import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.report.Reports;
import io.headroom.platform.run.Conclusion;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what the stages left behind to the result document. */
final class WriteReport implements Stage {

    private final Environments environments;
    private final Protections protections;
    private final Scenarios scenarios;
    private final Reports reports;

    WriteReport(Environments environments, Protections protections, Scenarios scenarios, Reports reports) {
        this.environments = environments;
        this.protections = protections;
        this.scenarios = scenarios;
        this.reports = reports;
    }

    @Override
    public String name() {
        return StageName.REPORT.text();
    }

    @Override
    public boolean always() {
        return true;
    }

    @Override
    public Outcome perform(RunContext context) {
        Optional<StageOutput> explored = context.output(StageName.EXPLORE.text(), StageOutput.class);
        Optional<StageOutput> extrapolated = context.output(StageName.EXTRAPOLATE.text(), StageOutput.class);
        Conclusion conclusion = context.conclusion();
        RunResult result = new RunResult(
                RunResult.SCHEMA,
                context.run(),
                context.request().service(),
                null,
                context.created(),
                reports.now(),
                conclusion.verdict(),
                conclusion.reason(),
                conclusion.fault().orElse(null),
                environment(context),
                scenario(context),
                explored.map(StageOutput::capacity).orElse(null),
                extrapolated.map(StageOutput::extrapolation).orElse(null),
                ProtectionResults.of(protections, context.run()),
                List.of(),
                notes(context),
                generator(
                        conclusion,
                        Stream.concat(explored.stream(), extrapolated.stream()).toList()));
        Path file = reports.write(result);
        return Outcome.of("result in " + file, result);
    }

    private static @Nullable Generator generator(Conclusion conclusion, List<StageOutput> measured) {
        return GeneratorFigures.of(
                conclusion.verdict() == Verdict.INVALID,
                measured.stream().flatMap(output -> output.health().stream()).toList(),
                measured.stream().flatMap(output -> output.steps().stream()).toList());
    }

    /** Without a production profile to compare with, nothing is known about equivalence, and unknown is never better than directional. */
    private RunResult.Environment environment(RunContext context) {
        Optional<Environment> environment = environments.ofRun(context.run());
        return new RunResult.Environment(
                environment.map(Environment::name).orElse("none"),
                context.request().module(),
                instanceClass(context.request()),
                "C",
                null,
                environment.flatMap(Environment::outputs).isPresent(),
                environment
                        .map(made -> made.state() == Environment.State.DESTROYED)
                        .orElse(true));
    }

    private static String instanceClass(RunRequest request) {
        return request.workers() == null
                ? request.instanceClass()
                : request.workers() + " workers × " + request.serviceTimeMillis() + " ms";
    }

    private RunResult.Scenario scenario(RunContext context) {
        String location = context.request().scenario();
        try {
            Scenarios.Source source = scenarios.read(location);
            return new RunResult.Scenario(source.name(), location, source.hash());
        } catch (Scenarios.UnreadableScenario gone) {
            return new RunResult.Scenario(Path.of(location).getFileName().toString(), location, "unreadable");
        }
    }

    private static List<RunResult.Note> notes(RunContext context) {
        return context.notes().stream()
                .map(note -> new RunResult.Note(
                        note.at(), note.severity().name().toLowerCase(java.util.Locale.ROOT), note.text()))
                .toList();
    }
}
