package io.headroom.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A Keycloak of its own on a free port of the loopback interface, with the realm {@code shop}; it forgets everything when it ends. */
final class Keycloak implements AutoCloseable {

    private static final Path REALM = Path.of("realm/shop-realm.json");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String READY = "Listening on:";

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param log where it writes */
    static Keycloak start(Path log) throws IOException, InterruptedException {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("keycloak.home"), "keycloak.home"));
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.copy(REALM, imported.resolve("shop-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var keycloak = new Keycloak(builder.start(), port);
        keycloak.awaitReady(log);
        return keycloak;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (long since = System.nanoTime(); !Files.readString(log).contains(READY); ) {
            boolean late = System.nanoTime() - since > START_LIMIT.toNanos();
            if (late || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                close();
                throw new IOException("Keycloak did not start: " + Files.readString(log));
            }
        }
    }

    /** Keycloak would take any by itself, but tells it only in its log's prose. */
    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The script's Java goes with it. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> own = process.descendants().toList();
        process.destroy();
        own.forEach(ProcessHandle::destroy);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        own.forEach(ProcessHandle::destroyForcibly);
    }
}
