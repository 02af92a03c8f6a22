package io.headroom.engine;

/**
 * Counts of one kind of journey over a whole drive: {@code begun = succeeded + failed + unfinished}.
 *
 * @param begun that a user went on
 * @param succeeded that came to their end
 * @param failed that a step or the scenario's code ended
 * @param dropped arrivals that never began
 * @param unfinished cut off by the drain's deadline or by a stop
 */
public record JourneyTotals(long begun, long succeeded, long failed, long dropped, long unfinished) {}
