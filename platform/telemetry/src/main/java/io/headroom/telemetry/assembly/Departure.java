package io.headroom.telemetry.assembly;

import io.headroom.telemetry.trace.Span;
import java.util.List;

/**
 * A trace that leaves.
 *
 * @param spans in the order in which they came
 * @param whole whether none of its spans was dropped here
 */
public record Departure(List<Span> spans, boolean whole) {}
