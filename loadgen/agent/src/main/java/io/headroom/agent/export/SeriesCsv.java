package io.headroom.agent.export;

import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.load.LoadResult.Latency;
import io.headroom.protocol.load.LoadResult.Window;
import org.jspecify.annotations.Nullable;

/** A result's course over time as CSV (RFC 4180): one row for each window, latencies in milliseconds, empty where the sample cannot carry a percentile. */
final class SeriesCsv {

    private static final String HEAD = "second,offered,sent,completed,errors,dropped,inFlight,p50,p95,p99,max,mean\r\n";

    private SeriesCsv() {}

    static String of(LoadResult result) {
        var text = new StringBuilder(HEAD);
        for (Window window : result.series()) {
            Latency response = window.response();
            text.append(window.second())
                    .append(',')
                    .append(window.offered())
                    .append(',')
                    .append(window.sent())
                    .append(',')
                    .append(window.completed())
                    .append(',')
                    .append(window.errors())
                    .append(',')
                    .append(window.dropped())
                    .append(',')
                    .append(window.inFlight());
            for (@Nullable
            Double millis : new @Nullable Double[] {
                response.p50(), response.p95(), response.p99(), response.max(), response.mean()
            }) {
                text.append(',').append(millis == null ? "" : millis);
            }
            text.append("\r\n");
        }
        return text.toString();
    }
}
