package io.headroom.bench.generator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Users who register, fetch and update, one after the other and again, as often as goes: POST, an id taken from its JSON, GET, PUT, with bodies that never
 * repeat.
 *
 * @param url of the server, without a path
 */
public record Journeys(URI url, int users, Duration duration) {

    /** A generator that can send this. */
    public interface Sender extends Generator {

        /**
         * How to start it.
         *
         * @param folder for files that it needs; it is started in there
         */
        List<String> command(Journeys load, Path folder);
    }
}
