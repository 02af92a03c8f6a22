package io.headroom.agent.objective;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of something that an objective can be about: all requests, those of one name, or a journey.
 *
 * @param offered that were due
 * @param completed as expected; the latencies are theirs
 * @param failed failed, dropped or cut off
 * @param inTime completed while the load lasted, and not only afterwards
 * @param seconds that the load lasted
 * @param response latencies in microseconds
 * @param service absent for a journey, as {@code lag}
 */
public record Subject(
        long offered,
        long completed,
        long failed,
        long inTime,
        double seconds,
        Histogram response,
        @Nullable Histogram service,
        @Nullable Histogram lag) {

    /** Failed ÷ offered, 0 to 1. */
    public double errorShare() {
        long all = Math.max(offered, completed + failed);
        return all == 0 ? 0 : (double) failed / all;
    }

    public double perSecond() {
        return seconds == 0 ? 0 : inTime / seconds;
    }

    @Nullable
    Histogram latencies(Metric.Time time) {
        return switch (time) {
            case RESPONSE -> response;
            case SERVICE -> service;
            case LAG -> lag;
        };
    }
}
