package io.headroom.telemetry.pattern;

import io.headroom.telemetry.trace.Dependency;
import java.util.List;

/**
 * A pattern in one request.
 *
 * @param dependencies what is asked, each once, in order: what makes it the same pattern in another request
 * @param calls how many
 * @param savedNanos what the request would spare without it
 */
record Suspicion(
        CallPattern.Kind kind,
        CallPattern.Certainty certainty,
        HandledRequest request,
        List<Dependency> dependencies,
        int calls,
        long savedNanos) {}
