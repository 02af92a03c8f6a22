package io.headroom.engine;

import io.headroom.engine.tls.Security;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The service under load.
 *
 * @param baseUrl scheme {@code http} or {@code https}, host and port; a path in it comes before every request's path
 * @param headers sent with every request to this origin, and to no other that a scenario names
 * @param timeout after which a request that has begun counts as failed, kind {@code timeout}; it includes the wait for a connection
 * @param security whom to believe and who to be, here and at other origins
 * @param protocol which HTTP is spoken, here and at other origins
 */
public record Target(URI baseUrl, Map<String, String> headers, Duration timeout, Security security, Protocol protocol) {
    public Target {
        headers = Map.copyOf(headers);
    }

    /** With Java's own trust, and whatever HTTP the target prefers. */
    public Target(URI baseUrl, Map<String, String> headers, Duration timeout) {
        this(baseUrl, headers, timeout, Security.STANDARD, Protocol.AUTO);
    }
}
