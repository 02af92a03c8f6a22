package io.headroom.protocol.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One second of a load whose rate changes with time.
 *
 * @param second its begin, from the load's begin
 * @param asked requests/s asked for
 * @param achieved requests/s that succeeded
 * @param p95 response time in milliseconds of requests that were due in it; absent if too few succeeded
 * @param errorShare failed and dropped ÷ offered requests, 0 to 1
 * @param inFlight requests due and not yet ended at its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunLoadPoint(
        double second,
        double asked,
        double achieved,
        @Nullable Double p95,
        double errorShare,
        long inFlight) {}
