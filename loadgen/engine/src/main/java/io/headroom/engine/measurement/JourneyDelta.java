package io.headroom.engine.measurement;

import org.HdrHistogram.Histogram;

/**
 * What one kind of journey added to a window.
 *
 * @param begun whose scheduled arrival lies in the window
 * @param succeeded that came to their end within the window
 * @param failed that a step or the scenario's code ended within the window
 * @param dropped whose scheduled arrival lies in the window and that never began
 * @param response from the scheduled arrival to the journey's end, think time included, in microseconds; of those that succeeded, by the window of the
 *     scheduled arrival
 */
public record JourneyDelta(long begun, long succeeded, long failed, long dropped, Histogram response) {}
