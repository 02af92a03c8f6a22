package io.headroom.platform.campaign;

import io.headroom.exploration.Verdict;
import io.headroom.protocol.run.RunResult;
import java.util.List;
import java.util.Map;

/**
 * Which resource ran out first, as far as the environment's own figures tell.
 *
 * <p>A service can saturate with an idle processor (threads, workers, a dependency): then none of these figures is near its limit, and the
 * answer says so rather than naming the processor by habit.
 */
final class BindingResource {

    private static final double NEAR_LIMIT = 0.85;

    private BindingResource() {}

    static String of(List<RunResult.Step> steps, int instances) {
        return steps.stream()
                .filter(step -> step.saturation().equals(Verdict.FAIL.name()))
                .map(RunResult.Step::resources)
                .filter(resources -> !resources.isEmpty())
                .findFirst()
                .map(resources -> of(resources, instances))
                .orElse("unknown");
    }

    private static String of(Map<String, Double> resources, int instances) {
        double connectionsMax = resources.getOrDefault("database connections max", Double.POSITIVE_INFINITY);
        if (resources.getOrDefault("database connections", 0.0) >= NEAR_LIMIT * connectionsMax) {
            return "database connections";
        }
        if (resources.getOrDefault("host cpu share", 0.0) >= NEAR_LIMIT) {
            return "cpu of the host that all share";
        }
        double coresPerInstance = resources.getOrDefault("instance cpu cores", 0.0) / instances;
        if (coresPerInstance >= NEAR_LIMIT) {
            return "cpu";
        }
        return resources.containsKey("instance cpu cores") ? "not cpu, memory or database connections" : "unknown";
    }
}
