package io.headroom.platform;

import io.headroom.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL in a folder of its own, and a data folder, for tests that run the application. */
public class PlatformUnderTest implements QuarkusTestResourceLifecycleManager {

    private Path folder;
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("headroom-platform-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        int port = freePort();
        return Map.ofEntries(
                Map.entry("headroom.data", folder.toString()),
                Map.entry("headroom.root", folder.toString()),
                Map.entry("quarkus.http.test-port", Integer.toString(port)),
                // with the port, or its own pages would be another site's
                Map.entry("headroom.url", "http://127.0.0.1:" + port),
                Map.entry("headroom.otlp.grpc-port", "-1"),
                Map.entry("headroom.shares-database", "true"),
                Map.entry("headroom.lease.length", "3S"),
                Map.entry("headroom.lease.renewal", "1S"),
                Map.entry("headroom.lease.load-end", "2S"),
                Map.entry("headroom.lease.sweep", "1S"),
                Map.entry("quarkus.datasource.jdbc.url", postgres.jdbcUrl()),
                Map.entry("quarkus.datasource.username", postgres.username()),
                Map.entry("quarkus.datasource.password", postgres.password()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
