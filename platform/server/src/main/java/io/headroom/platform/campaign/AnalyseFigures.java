package io.headroom.platform.campaign;

import io.headroom.platform.finding.Analysis;
import io.headroom.platform.finding.Findings;
import io.headroom.platform.finding.Ladder;
import io.headroom.platform.finding.RunFigures;
import io.headroom.platform.run.Conclusion;
import io.headroom.platform.run.RunContext;
import io.headroom.platform.run.Stage;
import io.headroom.protocol.Fault;
import io.headroom.protocol.capacity.MeasuredCapacity;
import io.headroom.protocol.run.RunEvent.Severity;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunResult;
import io.headroom.protocol.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks for causes in what was measured. It comes after the environment has gone, when no span can come any more, and on every path: a run that failed
 * needs them most.
 */
final class AnalyseFigures implements Stage {

    private static final Logger LOG = Logger.getLogger(AnalyseFigures.class);

    private final Findings findings;

    AnalyseFigures(Findings findings) {
        this.findings = findings;
    }

    @Override
    public String name() {
        return StageName.ANALYSE.text();
    }

    @Override
    public boolean always() {
        return true;
    }

    /** What was measured stands, whatever becomes of this: a defect in a detector is Headroom's and no verdict on the service. */
    @Override
    public Outcome perform(RunContext context) {
        try {
            return analyse(context);
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "run %s: no cause was looked for", context.run());
            context.note(Severity.WARNING, "no cause was looked for, because of a defect of Headroom's: " + defect);
            return Outcome.of("no cause was looked for");
        }
    }

    private Outcome analyse(RunContext context) {
        RunFigures figures = figures(context);
        if (figures.ladders().isEmpty()) {
            return Outcome.of("nothing was measured");
        }
        return findings.analyse(context.run(), conditions(context), figures)
                .map(analysis -> Outcome.of(sentence(analysis), analysis))
                .orElse(Outcome.of("the database that has the run's traces does not answer: no cause was looked for"));
    }

    private static Findings.Conditions conditions(RunContext context) {
        RunRequest request = context.request();
        Conclusion conclusion = context.conclusion();
        boolean isMeasured = conclusion.verdict() == Verdict.PASS
                || conclusion.fault().filter(fault -> fault == Fault.TARGET).isPresent();
        List<String> stages = request.stages() == null ? List.of("all stages") : request.stages();
        return new Findings.Conditions(
                request.service(),
                String.join(
                        ", ",
                        request.module(),
                        request.scenario(),
                        WriteReport.instanceClass(request),
                        request.preset(),
                        request.instances() + " instances",
                        String.join(" ", stages)),
                isMeasured);
    }

    private static String sentence(Analysis analysis) {
        int found = analysis.findings().size();
        String counted = found == 0 ? "no finding" : found == 1 ? "1 finding" : found + " findings";
        return analysis.coverage().traced() == 0 && found == 0
                ? analysis.coverage().sentence()
                : counted + ". " + analysis.coverage().sentence();
    }

    private static RunFigures figures(RunContext context) {
        List<Ladder> ladders = new ArrayList<>();
        output(context, StageName.EXPLORE).map(explored -> ladder(1, explored)).ifPresent(ladders::add);
        Optional<StageOutput> extrapolated = output(context, StageName.EXTRAPOLATE);
        extrapolated.map(output -> several(context.request(), output)).ifPresent(ladders::add);
        return new RunFigures(
                ladders,
                context.request().instances(),
                extrapolated.map(StageOutput::extrapolation).orElse(null));
    }

    /** Every search with that many instances, one that found no answer too. */
    private static Ladder several(RunRequest request, StageOutput output) {
        RunResult.Extrapolation extrapolation = output.extrapolation();
        if (extrapolation == null) {
            return new Ladder(request.instances(), null, output.steps());
        }
        // With a law of scaling the stage searches with other numbers of instances too.
        return extrapolation.scaling() == null
                ? new Ladder(
                        extrapolation.instances(),
                        extrapolation.capacity().knee().estimate(),
                        output.steps())
                : ladder(extrapolation.instances(), extrapolation.capacity());
    }

    private static Ladder ladder(int instances, StageOutput output) {
        MeasuredCapacity capacity = output.capacity();
        return capacity == null ? new Ladder(instances, null, output.steps()) : ladder(instances, capacity);
    }

    private static Ladder ladder(int instances, MeasuredCapacity capacity) {
        return new Ladder(instances, capacity.knee().estimate(), capacity.steps());
    }

    /** A stage that this run does not have has left nothing. */
    private static Optional<StageOutput> output(RunContext context, StageName stage) {
        return context.has(stage.text()) ? context.output(stage.text(), StageOutput.class) : Optional.empty();
    }

    /** What the analysis found, for the result; absent if nothing was measured, as in a run that an older version began. */
    static @Nullable Analysis of(RunContext context) {
        return context.has(StageName.ANALYSE.text())
                ? context.output(StageName.ANALYSE.text(), Analysis.class).orElse(null)
                : null;
    }
}
