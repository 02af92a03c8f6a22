package io.headroom.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that always answers, and {@code ./headroom run} against it. */
final class Shop implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Shop implements Scenario {
                @Journey(share = 1)
                void view(User user) {
                    user.get("/items/{id}", 1).expect(200);
                }
            }
            """;

    private final Path folder;
    private final AtomicInteger answered = new AtomicInteger();
    private final HttpServer server;
    private String target;

    /** @param folder for scenarios and what runs print */
    Shop(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/items", exchange -> {
            answered.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        target = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int answered() {
        return answered.get();
    }

    String target() {
        return target;
    }

    /** From now on runs go where nobody listens. */
    void leave() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            target = "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    /** What a run said before it ended with this exit code. */
    String run(int exitCode, String scenario, String... words) throws IOException {
        try (Command command = start(scenario, words)) {
            return command.expectExit(exitCode, LIMIT);
        }
    }

    Command start(String scenario, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("Shop.java"), scenario);
        String[] all = new String[words.length + 4];
        all[0] = "run";
        all[1] = file.toString();
        all[2] = "--target";
        all[3] = target;
        System.arraycopy(words, 0, all, 4, words.length);
        return Command.start(folder, Map.of(), all);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
