package io.headroom.protocol.capacity;

import java.util.List;

/**
 * The generator over all load steps.
 *
 * @param verdict {@code valid} or {@code invalid}
 * @param reasons why steps were repeated, or why it is invalid
 * @param lagP99Millis the worst step's 99th percentile of the time by which journeys began late
 * @param cpu the worst step's share of the event loops' cores, 0 to 1
 * @param dropped requests of arrivals that could not begin
 */
public record Generator(String verdict, List<String> reasons, double lagP99Millis, double cpu, long dropped) {}
