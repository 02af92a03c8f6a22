package io.headroom.bench.generator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * GET of one small resource, at a rate that does not wait for answers.
 *
 * @param url of the resource
 */
public record FixedRate(URI url, int connections, int requestsPerSecond, Duration duration) {

    /** A generator that can send this. */
    public interface Sender extends Generator {

        /**
         * How to start it.
         *
         * @param folder for files that it needs; it is started in there
         */
        List<String> command(FixedRate load, Path folder);
    }
}
