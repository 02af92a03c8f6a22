package io.headroom.platform.campaign;

import io.headroom.exploration.Capacity;
import io.headroom.platform.measurement.Figures;
import io.headroom.protocol.run.RunResult;

/** The search's answer as the result document holds it. */
final class CapacityResult {

    private static final String UNIT = "requests/s";

    private CapacityResult() {}

    static RunResult.Capacity of(CapacityMeasurement.Found found) {
        return new RunResult.Capacity(
                interval(found.answer().knee()),
                interval(found.answer().maximum()),
                BindingResource.of(found.steps()),
                found.steps());
    }

    private static RunResult.Interval interval(Capacity capacity) {
        return new RunResult.Interval(
                Figures.rounded(capacity.lower()),
                Figures.rounded(capacity.estimate()),
                capacity.upper().isPresent() ? Figures.rounded(capacity.upper().getAsDouble()) : null,
                UNIT,
                capacity.confidence(),
                capacity.reason().orElse(null));
    }
}
