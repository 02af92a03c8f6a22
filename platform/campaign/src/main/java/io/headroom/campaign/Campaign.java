package io.headroom.campaign;

import io.headroom.campaign.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is measured, how, when, and what passes.
 *
 * @param name lower-case letters, digits and dashes
 * @param service what is measured, for people
 * @param scenario path of the scenario's Java file, relative to the campaign file's folder
 * @param stages the measuring stages, exploring always among them
 * @param preset how thorough the search is: {@code quick}, {@code standard} or {@code thorough}
 * @param schedule empty: it is started by hand, or by a pipeline
 */
public record Campaign(
        String name,
        String service,
        String scenario,
        Environment environment,
        Stages stages,
        String preset,
        Optional<Schedule> schedule,
        Gate gate) {

    /**
     * Where it is measured.
     *
     * @param module folder of the Terraform module, relative to the campaign file's folder
     * @param instanceClass as the module names it
     * @param profile file of a production profile to compare with, relative likewise
     */
    public record Environment(String module, String instanceClass, Optional<String> profile) {}

    /**
     * What is asked of the service.
     *
     * @param names {@code explore} first, the others in the order of the file
     * @param instances how many instances the extrapolation is checked with
     * @param scaling further numbers of instances to measure
     * @param assess between which rates automatic scaling is assessed; empty: chosen from the measured capacity
     * @param untilUnresponsive whether overloads are raised until the service answers practically nobody
     */
    public record Stages(
            List<String> names,
            int instances,
            List<Integer> scaling,
            Optional<Rise> assess,
            boolean untilUnresponsive) {}

    /** A rising load, in requests/s. */
    public record Rise(double expected, double maximum) {}

    /**
     * What passes.
     *
     * @param regression whether less capacity than on the nights before fails
     * @param minimum what one instance must carry, in requests/s
     */
    public record Gate(boolean regression, OptionalDouble minimum) {}
}
