package io.headroom.platform.telemetry;

import io.headroom.telemetry.figures.Coverage;
import io.headroom.telemetry.figures.DependencyFigures;
import io.headroom.telemetry.figures.Exemplar;
import io.headroom.telemetry.figures.FirstAnswers;
import io.headroom.telemetry.figures.SectionFigures;
import io.headroom.telemetry.figures.ServiceFigures;
import io.headroom.telemetry.figures.StepFigures;
import io.headroom.telemetry.figures.TimeFigures;
import io.headroom.telemetry.pattern.CallPattern;
import io.headroom.telemetry.pattern.Diagnosis;
import io.headroom.telemetry.resource.StepResources;
import java.util.List;

/**
 * What the traces and metrics of one load step add up to, as it is kept and shown.
 *
 * @param step its number within the run, as the run's events give it
 * @param requests from their roots' start to end, in milliseconds
 * @param sections of instances' own work
 * @param firstAnswers of instances that no earlier step had, those of later steps with them as far as they are few
 * @param resources what the processes' metrics say
 * @param patterns what its complete exemplars show
 */
public record StepView(
        int step,
        TimeFigures requests,
        List<DependencyFigures> dependencies,
        List<ServiceFigures> services,
        List<SectionFigures> sections,
        List<FirstAnswers> firstAnswers,
        Coverage coverage,
        StepResources resources,
        List<CallPattern> patterns) {

    static StepView of(int step, StepFigures figures, List<FirstAnswers> firstAnswers, StepResources resources) {
        return new StepView(
                step,
                figures.requests(),
                figures.dependencies(),
                figures.services(),
                figures.sections(),
                firstAnswers,
                figures.coverage(),
                resources,
                patterns(figures));
    }

    private static List<CallPattern> patterns(StepFigures figures) {
        return Diagnosis.of(figures.exemplars().stream()
                .filter(Exemplar::complete)
                .map(Exemplar::trace)
                .toList());
    }
}
