package io.headroom.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The service under load.
 *
 * @param baseUrl scheme {@code http}, host and port; a path in it comes before every request's path
 * @param headers sent with every request
 * @param timeout after which a request that has begun counts as failed, kind {@code timeout}; it includes the wait for a connection
 */
public record Target(URI baseUrl, Map<String, String> headers, Duration timeout) {
    public Target {
        headers = Map.copyOf(headers);
    }
}
