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
        int instances) {}
