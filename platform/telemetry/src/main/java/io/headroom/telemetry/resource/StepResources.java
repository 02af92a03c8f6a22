package io.headroom.telemetry.resource;

import java.util.List;

/** What the processes' metrics say of one load step, each kind in the order of service, instance and metric. */
public record StepResources(List<LevelFigures> levels, List<RateFigures> rates, List<MeanFigures> means) {
    public static final StepResources NONE = new StepResources(List.of(), List.of(), List.of());
}
