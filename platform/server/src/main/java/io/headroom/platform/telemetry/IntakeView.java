package io.headroom.platform.telemetry;

import io.headroom.telemetry.assembly.AssemblyCounts;
import io.headroom.telemetry.otlp.IntakeCounts.Count;
import io.headroom.telemetry.resource.ResourceCounts;
import java.util.Map;

/**
 * What came in since the platform started, and what became of it.
 *
 * @param received by what, those that are 0 left out
 * @param points accepted data points of metrics, by whether a load step has them
 * @param forwarding accepted requests that were passed on
 * @param unexpectedTraces of no run under way
 * @param preparingTraces of set-ups and log-ins, which belong to no load step
 * @param rootlessTraces in which every span is another one's descendant
 */
public record IntakeView(
        Map<Count, Long> received,
        AssemblyCounts assembly,
        ResourceCounts points,
        Forwarding.Counts forwarding,
        long unexpectedTraces,
        long preparingTraces,
        long rootlessTraces) {}
