package io.headroom.telemetry.figures;

import io.headroom.telemetry.trace.Dependency;
import java.util.Map;

/**
 * What an instance of a service asked of one dependency during a load step.
 *
 * @param instance of the caller
 * @param requests whose traces have at least one such call
 * @param callsMedian of a request that has any; {@code callsP95} likewise
 * @param time of one call, in milliseconds
 * @param errors failed calls by kind
 * @param waitedMillis how long requests waited for these calls and nothing beneath them, on their critical paths, all requests together
 * @param parallelism summed time of a request's calls ÷ time during which any was under way; 1 means one after the other
 * @param observed share of the calls whose other side reported a span as well
 */
public record DependencyFigures(
        String service,
        String instance,
        Dependency dependency,
        long requests,
        int callsMedian,
        int callsP95,
        int callsMax,
        TimeFigures time,
        Map<String, Long> errors,
        double waitedMillis,
        double parallelism,
        double observed) {}
