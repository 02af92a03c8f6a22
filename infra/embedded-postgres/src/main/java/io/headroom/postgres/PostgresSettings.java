package io.headroom.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is to run.
 *
 * @param maxConnections PostgreSQL's {@code max_connections}, at least 1
 * @param port of loopback to listen on; 0 for any free one, chosen at the start
 * @param startTimeout how long a start may take, crash recovery included
 * @param binariesFolder where the binaries are unpacked, once per version; shared by any number of processes
 * @param parameters further server parameters by name, for example {@code shared_buffers}; those that make the server
 *     durable and private ({@code fsync}, {@code synchronous_commit}, {@code listen_addresses}) cannot be overridden
 */
public record PostgresSettings(
        int maxConnections, int port, Duration startTimeout, Path binariesFolder, Map<String, String> parameters) {

    public PostgresSettings {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections is " + maxConnections + ": give at least 1.");
        }
        parameters = Map.copyOf(parameters);
    }

    /** 100 connections, one minute to start, binaries in the user's cache. */
    public static PostgresSettings defaults() {
        return new PostgresSettings(100, 0, Duration.ofMinutes(1), userCache(), Map.of());
    }

    public PostgresSettings withMaxConnections(int connections) {
        return new PostgresSettings(connections, port, startTimeout, binariesFolder, parameters);
    }

    /** For a server that must come back where it was. */
    public PostgresSettings withPort(int wanted) {
        return new PostgresSettings(maxConnections, wanted, startTimeout, binariesFolder, parameters);
    }

    public PostgresSettings withStartTimeout(Duration timeout) {
        return new PostgresSettings(maxConnections, port, timeout, binariesFolder, parameters);
    }

    public PostgresSettings withBinariesFolder(Path folder) {
        return new PostgresSettings(maxConnections, port, startTimeout, folder, parameters);
    }

    public PostgresSettings withParameters(Map<String, String> values) {
        return new PostgresSettings(maxConnections, port, startTimeout, binariesFolder, values);
    }

    private static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("headroom/postgres");
    }
}
