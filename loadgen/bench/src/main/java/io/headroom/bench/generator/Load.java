package io.headroom.bench.generator;

import java.net.URI;
import java.time.Duration;

/** What a generator is asked to send, always over keep-alive connections and on one core. */
public sealed interface Load {

    /** The address of the server, or of the one resource that is fetched. */
    URI url();

    Duration duration();

    /**
     * As many requests as go, one at a time on each connection.
     *
     * @param url of the resource that every request fetches
     */
    record SmallGet(URI url, int connections, Duration duration) implements Load {}

    /**
     * Requests that arrive at a fixed rate whatever becomes of those before.
     *
     * @param url of the resource that every request fetches
     */
    record FixedRate(URI url, int connections, int requestsPerSecond, Duration duration) implements Load {}

    /**
     * Users who register, fetch and update, one after the other and again: POST, an id taken from its JSON, GET, PUT, with bodies that never repeat.
     *
     * @param url of the server, without a path
     */
    record Journey(URI url, int users, Duration duration) implements Load {}
}
