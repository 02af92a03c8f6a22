package io.headroom.platform.campaign;

import io.headroom.capacity.GeneratorFigures;
import io.headroom.equivalence.Circumstances.Answer;
import io.headroom.equivalence.Parity;
import io.headroom.platform.environment.Environment;
import io.headroom.platform.environment.Environments;
import io.headroom.platform.finding.Analysis;
import io.headroom.platform.protection.Protections;
import io.headroom.platform.report.Reports;
import io.headroom.platform.run.Conclusion;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.platform.scenario.Scenarios;
import io.headroom.protocol.capacity.Generator;
import io.headroom.protocol.run.RunRecovery;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what the stages left behind to the result document. */
final class WriteReport implements Stage {

    private final Environments environments;
    private final Protections protections;
    private final Scenarios scenarios;
    private final Reports reports;
    private final Nights nights;

    WriteReport(
            Environments environments, Protections protections, Scenarios scenarios, Reports reports, Nights nights) {
        this.environments = environments;
        this.protections = protections;
        this.scenarios = scenarios;
        this.reports = reports;
        this.nights = nights;
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
        List<StageOutput> measured = Stream.of(
                        StageName.EXPLORE,
                        StageName.STRESS,
                        StageName.RECOVER,
                        StageName.EXTRAPOLATE,
                        StageName.STRESS_ALL,
                        StageName.RECOVER_ALL,
                        StageName.ASSESS,
                        StageName.RERUN)
                .flatMap(stage -> output(context, stage).stream())
                .toList();
        Conclusion conclusion = context.conclusion();
        Generator generator = generator(conclusion, measured);
        Analysis analysis = AnalyseFigures.of(context);
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
                environment(context, parity(context, generator)),
                scenario(context),
                TracedCapacity.of(first(measured, StageOutput::capacity), analysis),
                TracedCapacity.of(first(measured, StageOutput::extrapolation), analysis),
                recovery(measured),
                first(measured, StageOutput::assessment),
                nights.judge(
                        context,
                        conclusion,
                        first(measured, StageOutput::capacity),
                        first(measured, StageOutput::rerun)),
                ProtectionResults.of(protections, context.run()),
                analysis == null ? List.of() : analysis.findings(),
                analysis == null ? null : analysis.coverage(),
                notes(context),
                generator);
        Path file = reports.write(result);
        return Outcome.of("result in " + file, result);
    }

    /** A stage that this run does not have has left nothing. */
    private static Optional<StageOutput> output(RunContext context, StageName stage) {
        return context.has(stage.text()) ? context.output(stage.text(), StageOutput.class) : Optional.empty();
    }

    private static <T> @Nullable T first(List<StageOutput> measured, Function<StageOutput, @Nullable T> section) {
        for (StageOutput output : measured) {
            T found = section.apply(output);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable List<RunRecovery> recovery(List<StageOutput> measured) {
        List<RunRecovery> all = measured.stream()
                .flatMap(output -> Stream.ofNullable(output.recovery()))
                .toList();
        return all.isEmpty() ? null : all;
    }

    private static @Nullable Generator generator(Conclusion conclusion, List<StageOutput> measured) {
        return GeneratorFigures.of(
                conclusion.verdict() == Verdict.INVALID,
                measured.stream().flatMap(output -> output.health().stream()).toList(),
                measured.stream().flatMap(output -> output.steps().stream()).toList());
    }

    private static Parity parity(RunContext context, @Nullable Generator generator) {
        Answer unhealthy =
                generator == null ? Answer.UNKNOWN : generator.verdict().equals("valid") ? Answer.NO : Answer.YES;
        boolean several = output(context, StageName.EXTRAPOLATE)
                .map(StageOutput::extrapolation)
                .isPresent();
        int instancesMost = several ? context.request().instances() : 1;
        return EnvironmentParity.graded(
                context.output(StageName.PROVISION.text(), EnvironmentParity.Made.class)
                        .orElse(null),
                context.output(StageName.DESTROY.text(), EnvironmentParity.Left.class)
                        .orElse(null),
                instancesMost,
                unhealthy,
                List.of(
                        "automatic scaling is off: one instance is pinned, and at most " + instancesMost
                                + " are measured",
                        "what guards the entrance lets the load's agents through"));
    }

    private static RunResult.@Nullable Equivalence equivalence(Parity parity) {
        return parity.production()
                .map(production -> new RunResult.Equivalence(production, parity.reasons(), parity.declared()))
                .orElse(null);
    }

    private RunResult.Environment environment(RunContext context, Parity parity) {
        Optional<Environment> environment = environments.ofRun(context.run());
        return new RunResult.Environment(
                environment.map(Environment::name).orElse("none"),
                context.request().module(),
                instanceClass(context.request()),
                parity.grade().name(),
                parity.grade().figures(),
                parity.hash().orElse(null),
                equivalence(parity),
                environment.flatMap(Environment::outputs).isPresent(),
                environment
                        .map(made -> made.state() == Environment.State.DESTROYED)
                        .orElse(true));
    }

    static String instanceClass(RunRequest request) {
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
