package io.headroom.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protection.AgentToken;
import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands for local-cloud's gateway: its rule API with versions, and a firewall that honours it, on real sockets. Each
 * crash has a rule of its own, under a path of its own.
 */
final class StandInCloud implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = "waf";
    private static final long LOOK_NANOS = 10_000_000;

    private final HttpServer server;
    private final Path tokenFile;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, GuardedRule> rules = new ConcurrentHashMap<>();

    StandInCloud(Path folder) throws IOException {
        tokenFile = Files.writeString(folder.resolve("cloud-token"), "a token\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    GuardedRule rule(String crash) {
        return rules.computeIfAbsent(crash, any -> new GuardedRule());
    }

    /** The address of a crash's rule. */
    String url(String crash) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + crash;
    }

    Path tokenFile() {
        return tokenFile;
    }

    static Protection protection(OwnerSpec.Places places) {
        var coordinates = Map.of(
                "api", places.targetUrl(), "token_file", places.cloudToken().toString(), "rule", RULE);
        return new Protection(RULE, "local-cloud", coordinates);
    }

    static Target target(OwnerSpec.Places places) {
        return Target.of(URI.create(places.targetUrl()), "/health").withBlockedRequest("GET", "/attack", 403);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        var rule = rule(path[1]);
        if (rule.isSilent()) {
            awaitTheEndOfSilence(rule);
            return; // and the connection is closed without a word
        }
        if (path[2].equals("attack")) {
            var token = exchange.getRequestHeaders().getFirst(AgentToken.HEADER);
            exchange.sendResponseHeaders(rule.admits(token, Instant.now()) ? 204 : 403, -1);
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, rule.show(RULE));
        } else {
            change(exchange, rule, path);
        }
    }

    private static void awaitTheEndOfSilence(GuardedRule rule) {
        while (rule.isSilent()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void change(HttpExchange exchange, GuardedRule rule, String[] path) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody());
        var deletes = exchange.getRequestMethod().equals("DELETE");
        var expected = exchange.getRequestHeaders().getFirst("If-Match");
        int status;
        if (path[6].equals("suspension")) {
            status = rule.suspend(deletes ? null : body.path("by").asText(), expected);
        } else if (deletes) {
            status = rule.remove(path[7], expected);
        } else {
            status = rule.put(
                    path[7],
                    Base64.getDecoder().decode(body.path("key").asText()),
                    Instant.parse(body.path("expires_at").asText()),
                    expected);
        }
        if (!rule.losesAnswer()) {
            send(
                    exchange,
                    status,
                    JSON.createObjectNode().put("version", rule.version()).toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
