package io.headroom.bench.generator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * GET of one small resource, one at a time on each connection, as many as go.
 *
 * @param url of the resource
 */
public record SmallGets(URI url, int connections, Duration duration) {

    /** A generator that can send this. */
    public interface Sender extends Generator {

        /**
         * How to start it.
         *
         * @param folder for files that it needs; it is started in there
         */
        List<String> command(SmallGets load, Path folder);
    }
}
