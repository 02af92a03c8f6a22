package io.headroom.exploration;

import org.HdrHistogram.Histogram;

/**
 * One measurement window.
 *
 * @param seconds its length
 * @param offered requests due within the window
 * @param sent requests written to a connection within the window
 * @param completed requests answered as expected within the window
 * @param errors requests that failed within the window
 * @param dropped requests of arrivals that could not start because the bound on in-flight work was reached
 * @param inFlight requests due and not yet ended when the window closed
 * @param response microseconds from the due time to the last byte, of successful requests due within the window; never modified here
 */
public record Window(
        double seconds,
        long offered,
        long sent,
        long completed,
        long errors,
        long dropped,
        long inFlight,
        Histogram response) {

    /** Rejects a length that is not positive and counts below zero. */
    public Window {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("A window's seconds must be above 0, not " + seconds + ".");
        }
        if (Math.min(Math.min(offered, sent), Math.min(completed, errors)) < 0 || Math.min(dropped, inFlight) < 0) {
            throw new IllegalArgumentException("A window's counts must be 0 or more: offered " + offered + ", sent "
                    + sent + ", completed " + completed + ", errors " + errors + ", dropped " + dropped
                    + ", in flight " + inFlight + ".");
        }
    }
}
