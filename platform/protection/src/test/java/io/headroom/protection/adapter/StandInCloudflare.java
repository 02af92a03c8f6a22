package io.headroom.protection.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protection.Protection;
import io.headroom.protection.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A zone of Cloudflare on real sockets: its rulesets interface, with versions, whole-ruleset writes and failures, and an
 * edge that sees each change later than the interface says. Its managed rules refuse {@code /attack}.
 */
final class StandInCloudflare implements AutoCloseable {
    static final Duration PROPAGATION = Duration.ofMillis(400);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SKIPS = Pattern.compile(
            "\\((?:ip\\.src in \\{127\\.0\\.0\\.0/8\\} and any\\(http\\.request\\.headers\\[\"x-headroom-agent\"\\]\\[\\*\\] eq \"([^\"]+)\"\\) and )?"
                    + "http\\.request\\.timestamp\\.sec lt (\\d+)\\)");

    enum Fault {
        NONE,
        /** The change is made, and answered 502. */
        DONE_BUT_502,
        /** Nothing is done: too many calls. */
        TOO_MANY
    }

    /** What the edge does since a time. */
    private record Seen(long sinceNanos, ArrayNode rules) {}

    private final HttpServer server;
    private final Path tokenFile;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> history = new ArrayList<>();
    private ArrayNode rules = JSON.createArrayNode();
    private int version = 1;
    private int lastId;
    private Fault fault = Fault.NONE;

    StandInCloudflare(Path folder) throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), "api-token\n");
        rules.addObject()
                .put("id", "theirs")
                .put("description", "block the scrapers")
                .put("expression", "(ip.src in {192.0.2.0/24})")
                .put("action", "block")
                .put("enabled", true);
        history.add(new Seen(System.nanoTime() - PROPAGATION.toNanos(), rules.deepCopy()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody();
                answer(exchange);
            }
        });
        server.start();
    }

    Protection protection() {
        return new Protection(
                "edge",
                "cloudflare",
                Map.of(
                        "api",
                        url() + "/client/v4",
                        "zone",
                        "z1",
                        "ruleset",
                        "r1",
                        "token_file",
                        tokenFile.toString(),
                        "agent_addresses",
                        "127.0.0.0/8"));
    }

    Target target() {
        return Target.of(URI.create(url()), "/").withBlockedRequest("GET", "/attack", 403);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void fault(Fault fault) {
        this.fault = fault;
    }

    synchronized List<String> descriptions() {
        var found = new ArrayList<String>();
        rules.forEach(rule -> found.add(rule.path("description").asText()));
        return found;
    }

    /** Somebody writes the whole ruleset, from an older copy of it. */
    synchronized void replaceAll(ArrayNode written) {
        rules = written.deepCopy();
        changed();
    }

    synchronized ArrayNode copy() {
        return rules.deepCopy();
    }

    private void changed() {
        version++;
        history.add(new Seen(System.nanoTime() + PROPAGATION.toNanos(), rules.deepCopy()));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/client/v4/")) {
            exchange.sendResponseHeaders(isRefused(exchange) ? 403 : 200, -1);
        } else if (!"Bearer api-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            fail(exchange, 403, "Authentication error");
        } else if (fault == Fault.TOO_MANY) {
            fault = Fault.NONE;
            fail(exchange, 429, "rate limited");
        } else {
            manage(exchange, path);
        }
    }

    private void manage(HttpExchange exchange, String path) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                var rule = (ObjectNode) JSON.readTree(exchange.getRequestBody());
                rule.remove("position");
                rule.put("id", "rule-" + ++lastId);
                rules.insert(0, rule);
                changed();
            }
            case "DELETE" -> {
                if (!remove(path.substring(path.lastIndexOf('/') + 1))) {
                    fail(exchange, 404, "no such rule");
                    return;
                }
                changed();
            }
            default -> {}
        }
        if (fault == Fault.DONE_BUT_502 && !exchange.getRequestMethod().equals("GET")) {
            fault = Fault.NONE;
            fail(exchange, 502, "bad gateway");
            return;
        }
        var result = JSON.createObjectNode().put("success", true);
        result.putObject("result")
                .put("id", "r1")
                .put("phase", "http_request_firewall_custom")
                .put("version", String.valueOf(version))
                .set("rules", rules);
        send(exchange, 200, result);
    }

    private boolean remove(String id) {
        for (var index = 0; index < rules.size(); index++) {
            if (rules.path(index).path("id").asText().equals(id)) {
                rules.remove(index);
                return true;
            }
        }
        return false;
    }

    private boolean isRefused(HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().equals("/attack")) {
            return false;
        }
        var now = System.nanoTime();
        var inForce = history.stream()
                .filter(seen -> now - seen.sinceNanos() >= 0)
                .toList()
                .getLast();
        var token = exchange.getRequestHeaders().getFirst("X-Headroom-Agent");
        for (var rule : inForce.rules()) {
            if (rule.path("action").asText().equals("skip") && skips(rule, token)) {
                return false;
            }
        }
        return true;
    }

    private static boolean skips(JsonNode rule, String token) {
        var expression = SKIPS.matcher(rule.path("expression").asText());
        return expression.matches()
                && Instant.now().getEpochSecond() < Long.parseLong(expression.group(2))
                && (expression.group(1) == null || expression.group(1).equals(token));
    }

    private static void fail(HttpExchange exchange, int status, String message) throws IOException {
        var body = JSON.createObjectNode().put("success", false);
        body.putArray("errors").addObject().put("message", message);
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        var bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
