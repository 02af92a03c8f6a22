package io.headroom.protocol.fleet;

import java.util.List;
import java.util.Map;

/**
 * What an agent measured since its previous frame. A frame also is the agent's heartbeat: one is sent every second while work is under way,
 * with no windows where none was completed.
 *
 * @param sequence 0, 1, 2 … within one piece of work; the platform ignores a frame that it has already seen
 * @param progress what the agent is doing, in a few words for people
 * @param windows what was added to each measurement window since the previous frame. A slow response is added to the window in which it was due, long
 *     after that window's end, so a window may come again: its counts and histograms add up by {@link Window#index}
 */
public record Frame(long sequence, String progress, List<Window> windows) {

    /**
     * What was added to one measurement window.
     *
     * @param index 0 for the window that begins with the step
     * @param millis length of a window in milliseconds
     * @param offered requests whose due time lies in the window, and those that a failed journey never issued
     * @param sent requests written to a connection within the window
     * @param completed requests answered as expected within the window
     * @param dropped requests of arrivals that could not start because the bound on in-flight work was reached
     * @param inFlight requests due and not yet ended when the window closed; given once, 0 in every other frame
     * @param errors failed requests by kind, for example {@code status-503} or {@code timeout}, by the window in which they failed
     * @param requests latencies by request name, of requests due within the window that were answered as expected
     */
    public record Window(
            int index,
            int millis,
            long offered,
            long sent,
            long completed,
            long dropped,
            long inFlight,
            Map<String, Long> errors,
            Map<String, Latencies> requests) {}

    /**
     * Three histograms in microseconds, in HdrHistogram's compressed V2 encoding.
     *
     * @param response from the intended start to the last byte
     * @param service from the first byte written to the last byte read
     * @param lag from the intended start to the first byte written
     */
    public record Latencies(byte[] response, byte[] service, byte[] lag) {}

    /**
     * The platform's answer to a frame.
     *
     * @param stop the agent ends this piece of work at once, within two seconds
     */
    public record Reply(boolean stop) {}
}
