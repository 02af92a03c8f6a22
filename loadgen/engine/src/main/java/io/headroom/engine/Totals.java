package io.headroom.engine;

import java.util.Map;

/**
 * Counts over a whole drive: {@code started = completed + errors + unfinished}.
 *
 * @param offered requests due, and those that failed or dropped journeys never issued
 * @param started requests that began; one that could not even be sent, for example because a pool was empty, counts here and in errors
 * @param completed requests answered as expected
 * @param errors failed requests by kind
 * @param dropped arrivals (journeys) that never began
 * @param unfinished requests cut off by the drain's deadline or by a stop
 * @param reconnected requests that were sent a second time, because the target had closed the connection without looking at them; they count once above
 */
public record Totals(
        long offered,
        long started,
        long completed,
        Map<String, Long> errors,
        long dropped,
        long unfinished,
        long reconnected) {}
