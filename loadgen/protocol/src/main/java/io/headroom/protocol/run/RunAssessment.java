package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How automatic scaling kept up with a rising load. Rates are requests/s, times seconds since the load began.
 *
 * @param from rate at the begin
 * @param to rate at the end of the ramp, held for a while
 * @param seconds length of the whole load
 * @param objective what had to be met
 * @param targetPerInstance rate that the scaler kept each instance at
 * @param instances how many there were, at each change
 * @param triggerSeconds when more were first ordered; absent if never
 * @param firstReadySeconds when the first of them served; absent if none did
 * @param lost when the objective was not met
 * @param peak highest rate offered
 * @param highestHeld highest rate at which the objective was met, and had been at every lower one
 * @param objectiveHeld whether it was met all the time
 * @param outcome held, regained or lost
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunAssessment(
        double from,
        double to,
        double seconds,
        Objective objective,
        double targetPerInstance,
        List<InstanceCount> instances,
        @Nullable Double triggerSeconds,
        @Nullable Double firstReadySeconds,
        List<Loss> lost,
        double peak,
        double highestHeld,
        boolean objectiveHeld,
        String outcome,
        List<RunLoadPoint> series) {

    /**
     * @param p95Millis limit of the 95th percentile of response time
     * @param errorShare limit of the share of failed requests, 0 to 1
     */
    public record Objective(double p95Millis, double errorShare) {}

    /**
     * @param at from when on
     * @param ordered that the scaler wanted
     * @param count that served
     */
    public record InstanceCount(double at, int ordered, int count) {}

    /** @param regained when it was met again; absent if it was not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Loss(double from, @Nullable Double regained) {}
}
