package io.headroom.engine.measurement;

import java.time.Duration;
import java.util.Map;

/**
 * What was added to one measurement window since it was last delivered. Windows go on during the drain.
 *
 * @param index 0 for the window that begins with the drive
 * @param length of every window
 * @param offered requests whose due time lies in the window, and those that failed or dropped journeys never issued (the mean of that journey minus what
 *     it did issue)
 * @param sent requests written to a connection within the window
 * @param completed requests answered as expected within the window
 * @param dropped requests, by the mean of their journey, of arrivals that could not start because the bound on work in flight was reached
 * @param inFlight requests begun and not ended when the window closed; each event loop tells its own once, so this adds up like every other count
 * @param errors failed requests by kind, by the window in which they failed
 * @param requests latencies by request name, by the window of the due time
 * @param journeys counts and latencies by the journey's name
 */
public record WindowDelta(
        int index,
        Duration length,
        long offered,
        long sent,
        long completed,
        long dropped,
        long inFlight,
        Map<String, Long> errors,
        Map<String, Latencies> requests,
        Map<String, JourneyDelta> journeys) {}
