package io.headroom.protocol.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the platform for one run: an environment is created, measured and destroyed.
 *
 * @param service what is measured, for people
 * @param module folder of the Terraform module that satisfies {@code terraform/contract}
 * @param scenario path of the scenario's Java file
 * @param instanceClass instance class, as the module names it
 * @param workers overrides the class's workers, sample only
 * @param serviceTimeMillis overrides the class's service time in milliseconds, sample only
 * @param defects defects of the sample to switch on
 * @param preset how thorough the search is: {@code quick}, {@code standard} or {@code thorough}
 * @param instances how many instances the extrapolation is checked with
 * @param scaling further numbers of instances to measure, for the law that capacity follows; absent or empty: none
 * @param stages the measuring stages, of {@code explore} (always among them), {@code stress}, {@code extrapolate} and {@code assess}; absent: all
 * @param assess between which rates automatic scaling is assessed; absent: chosen from the measured capacity so that all instances are needed
 * @param untilUnresponsive whether overloads are raised until the service answers practically nobody
 * @param profile file of a production profile that the environment is compared with; absent: nothing is known of its equivalence
 */
public record RunRequest(
        String service,
        String module,
        String scenario,
        String instanceClass,
        @Nullable Integer workers,
        @Nullable Integer serviceTimeMillis,
        List<String> defects,
        String preset,
        int instances,
        @Nullable List<Integer> scaling,
        @Nullable List<String> stages,
        @Nullable Assess assess,
        boolean untilUnresponsive,
        @Nullable String profile) {

    /**
     * A rising load, in requests/s.
     *
     * @param expected where it begins
     * @param maximum where it ends, above the expected one
     */
    public record Assess(double expected, double maximum) {}

    /** With every stage, without a scaling law, and compared with no production. */
    public RunRequest(
            String service,
            String module,
            String scenario,
            String instanceClass,
            @Nullable Integer workers,
            @Nullable Integer serviceTimeMillis,
            List<String> defects,
            String preset,
            int instances) {
        this(
                service,
                module,
                scenario,
                instanceClass,
                workers,
                serviceTimeMillis,
                defects,
                preset,
                instances,
                null,
                null,
                null,
                false,
                null);
    }
}
