package io.headroom.telemetry.figures;

import java.util.List;

/**
 * What the traces of one load step add up to.
 *
 * @param requests from their roots' start to end, in milliseconds; without those whose roots are missing
 * @param dependencies those that requests waited for longest first
 * @param services those that worked longest first
 */
public record StepFigures(
        TimeFigures requests,
        List<DependencyFigures> dependencies,
        List<ServiceFigures> services,
        List<SectionFigures> sections,
        List<FirstAnswers> firstAnswers,
        Coverage coverage,
        List<Exemplar> exemplars) {
    public static final StepFigures NONE =
            new StepFigures(TimeFigures.NONE, List.of(), List.of(), List.of(), List.of(), Coverage.NONE, List.of());
}
