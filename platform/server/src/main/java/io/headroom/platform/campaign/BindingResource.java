package io.headroom.platform.campaign;

import io.headroom.exploration.Verdict;
import io.headroom.protocol.capacity.LoadStep;
import java.util.List;
import java.util.Map;

/**
 * Which resource ran out first, as far as the environment's own figures tell.
 *
 * <p>A service can saturate with an idle processor (threads, workers, a dependency): then none of these figures is near its limit, and the
 * answer says so rather than naming the processor by habit.
 */
final class BindingResource {

    /** The environment's own machine was exhausted: what was measured is the machine, not the service. */
    static final String SHARED_HOST = "cpu of the host that all share";

    private static final double NEAR_LIMIT = 0.85;
    private static final double MOST_OF_THE_HOST = 0.6;

    private BindingResource() {}

    static String of(List<LoadStep> steps) {
        return steps.stream()
                .filter(step -> step.saturation().equals(Verdict.FAIL.name()))
                .map(LoadStep::resources)
                .filter(resources -> !resources.isEmpty())
                .findFirst()
                .map(BindingResource::of)
                .orElse("unknown");
    }

    private static String of(Map<String, Double> resources) {
        double connectionsMax = resources.getOrDefault("database connections max", Double.POSITIVE_INFINITY);
        if (resources.getOrDefault("database connections", 0.0) >= NEAR_LIMIT * connectionsMax) {
            return "database connections";
        }
        if (resources.getOrDefault("host cpu share", 0.0) >= NEAR_LIMIT) {
            boolean byTheService = resources.getOrDefault("instances cpu share", 0.0) >= MOST_OF_THE_HOST;
            return byTheService ? "cpu" : SHARED_HOST;
        }
        return resources.containsKey("host cpu share") ? "not cpu, memory or database connections" : "unknown";
    }
}
