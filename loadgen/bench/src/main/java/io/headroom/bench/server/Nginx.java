package io.headroom.bench.server;

import io.headroom.bench.measure.BenchFailure;
import io.headroom.bench.measure.Children;
import io.headroom.bench.measure.Cores;
import io.headroom.bench.measure.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * nginx in one process on one core. It answers from its configuration: {@code GET /small} with 100 bytes, {@code GET /first} and {@code /second} with two,
 * {@code POST /profiles} with an id, {@code GET} and {@code PUT /profiles/…} with a profile.
 */
public final class Nginx implements Watch.CountingServer, AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final int START_MILLIS_MAX = 5_000;
    private static final int LOOK_MILLIS = 20;
    private static final int STATUS_MILLIS_MAX = 5_000;

    private final Process process;
    private final int port;
    private final int statusPort;
    private long asked;

    private Nginx(Process process, int port, int statusPort) {
        this.process = process;
        this.port = port;
        this.statusPort = statusPort;
    }

    /** @param folder for its configuration and its files */
    public static Nginx start(int core, Path folder) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Nginx nginx = launch(core, folder);
            if (nginx.serves()) {
                return nginx;
            }
            nginx.close();
        }
        throw BenchFailure.environment("nginx does not start; it wrote: "
                + Files.readString(folder.resolve("nginx.txt")).strip());
    }

    /** A free port may be taken before nginx has it; then it ends, and another is tried. */
    private static Nginx launch(int core, Path folder) throws IOException {
        int port = freePort();
        int statusPort = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(
                configuration,
                configuration()
                        .replace("@PORT@", String.valueOf(port))
                        .replace("@STATUS_PORT@", String.valueOf(statusPort)));
        List<String> command = List.of("nginx", "-p", folder + "/", "-e", "error.log", "-c", configuration.toString());
        var builder = new ProcessBuilder(Cores.pinned(core, command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.txt").toFile());
        return new Nginx(Children.start(builder), port, statusPort);
    }

    private static String configuration() throws IOException {
        try (InputStream file = Nginx.class.getResourceAsStream("nginx.conf")) {
            if (file == null) {
                throw new IOException("nginx.conf is not part of this program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean serves() throws InterruptedException {
        for (int waited = 0; process.isAlive() && waited < START_MILLIS_MAX; waited += LOOK_MILLIS) {
            try {
                requests();
                return true;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        return false;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public long requests() throws IOException {
        var connection =
                URI.create("http://127.0.0.1:" + statusPort + "/").toURL().openConnection();
        connection.setConnectTimeout(STATUS_MILLIS_MAX);
        connection.setReadTimeout(STATUS_MILLIS_MAX);
        try (InputStream page = connection.getInputStream()) {
            long counted = StubStatus.parse(new String(page.readAllBytes(), StandardCharsets.US_ASCII))
                    .requests();
            asked++;
            return counted - asked;
        }
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
