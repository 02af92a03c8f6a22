package io.headroom.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A small cloud on real sockets: local-cloud's rule API with versions, keys and expiries, and a gateway with a firewall
 * and a rate limit per client that honours them. It checks tokens by its own code. Faults can be switched on.
 */
public final class TestCloud implements AutoCloseable {
    static final String TOKEN = "cloud-secret";
    static final int BURST = 10;
    static final int PER_SECOND = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    public enum Fault {
        /** Any exemption exempts everybody. */
        WIDE,
        /** Exemptions never expire, and the API says so. */
        NO_EXPIRY,
        /** A change is made, and its answer lost. */
        ANSWER_LOST,
        /** The service behind the gateway is dead. */
        SERVICE_DEAD,
        /** The API answers 503. */
        API_DOWN,
        /** A removal is acknowledged and not done. */
        REMOVAL_FORGOTTEN,
        /** A removal is done in the API's books, and the gateway goes on as before. */
        GATEWAY_LAGS
    }

    private record Exemption(byte[] key, Instant expiresAt) {}

    private static final class Rule {
        boolean enabled = true;
        int burst = BURST;
        String suspendedBy;
        long version = 1;
        final Map<String, Exemption> exemptions = new LinkedHashMap<>();
        final List<Exemption> removed = new ArrayList<>();
    }

    private record Bucket(double level, Instant at) {}

    private final Clock clock;
    private final Path tokenFile;
    private final HttpServer api;
    private final HttpServer gateway;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Rule> rules = new LinkedHashMap<>(Map.of("rate-limit", new Rule(), "waf", new Rule()));
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Set<String> clients = new TreeSet<>();
    private final Set<Fault> faults = new TreeSet<>();

    public TestCloud(Clock clock, Path folder) throws IOException {
        this.clock = clock;
        this.tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        this.api = serve(this::answerApi);
        this.gateway = serve(this::answerGateway);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private HttpServer serve(Handler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                // Asked for, the body is read to its end on close, and the connection lives on.
                exchange.getRequestBody();
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    public Protection protection(String rule) {
        var coordinates = new HashMap<>(Map.of("api", url(api), "token_file", tokenFile.toString(), "rule", rule));
        if (rule.equals("rate-limit")) {
            coordinates.put("per_second", String.valueOf(PER_SECOND));
            coordinates.put("burst", String.valueOf(BURST));
        }
        return new Protection(rule, "local-cloud", coordinates);
    }

    public Target target() {
        return Target.of(URI.create(url(gateway)), "/health");
    }

    public synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** Somebody else switches the rule. */
    public synchronized void edit(String rule, boolean enabled) {
        var edited = rules.get(rule);
        edited.enabled = enabled;
        edited.version++;
    }

    /** Somebody else changes how much the rule lets through. */
    public synchronized void editBurst(String rule, int burst) {
        var edited = rules.get(rule);
        edited.burst = burst;
        edited.version++;
    }

    /** Somebody else suspends the rule, or resumes it ({@code null}). */
    public synchronized void suspend(String rule, String by) {
        rules.get(rule).suspendedBy = by;
        rules.get(rule).version++;
    }

    /** An exemption that a person made, or that was left behind. */
    public synchronized void exempt(String rule, String id, Instant expiresAt) {
        rules.get(rule).exemptions.put(id, new Exemption("somebody else's key".getBytes(UTF_8), expiresAt));
        rules.get(rule).version++;
    }

    public synchronized Set<String> exemptions(String rule) {
        return Set.copyOf(rules.get(rule).exemptions.keySet());
    }

    /** The addresses that requests through the gateway came from. */
    public synchronized Set<String> clients() {
        return Set.copyOf(clients);
    }

    @Override
    public void close() {
        api.stop(0);
        gateway.stop(0);
        threads.shutdownNow();
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private synchronized void answerApi(HttpExchange exchange) throws IOException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            problem(exchange, 401, "unknown token");
        } else if (faults.contains(Fault.API_DOWN)) {
            problem(exchange, 503, "down for a test");
        } else if (exchange.getRequestURI().getPath().equals("/v1/gateway")) {
            answer(exchange, 200, gatewayJson());
        } else {
            var path = exchange.getRequestURI().getPath().split("/");
            change(exchange, rules.get(path[4]), path);
        }
    }

    private void change(HttpExchange exchange, Rule rule, String[] path) throws IOException {
        var ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        if (ifMatch != null && !ifMatch.equals(String.valueOf(rule.version))) {
            problem(exchange, 412, "the rule is at version " + rule.version);
            return;
        }
        if (path[5].equals("suspension")) {
            suspend(exchange, rule);
            return;
        }
        var id = path[6];
        if (exchange.getRequestMethod().equals("DELETE")) {
            remove(exchange, rule, id);
            return;
        }
        var body = JSON.readTree(exchange.getRequestBody());
        var key = Base64.getDecoder().decode(body.required("key").textValue());
        rule.exemptions.put(
                id, new Exemption(key, Instant.parse(body.required("expires_at").textValue())));
        rule.version++;
        answerUnlessLost(exchange, 200, JSON.createObjectNode().put("version", rule.version));
    }

    private void suspend(HttpExchange exchange, Rule rule) throws IOException {
        var put = exchange.getRequestMethod().equals("PUT");
        rule.suspendedBy =
                put ? JSON.readTree(exchange.getRequestBody()).required("by").textValue() : null;
        rule.version++;
        answerUnlessLost(exchange, 200, JSON.createObjectNode().put("version", rule.version));
    }

    private void remove(HttpExchange exchange, Rule rule, String id) throws IOException {
        if (!rule.exemptions.containsKey(id)) {
            problem(exchange, 404, "no such exemption");
            return;
        }
        if (!faults.contains(Fault.REMOVAL_FORGOTTEN)) {
            rule.removed.add(rule.exemptions.remove(id));
            rule.version++;
        }
        answerUnlessLost(exchange, 204, null);
    }

    private ObjectNode gatewayJson() {
        var root = JSON.createObjectNode().put("address", url(gateway));
        var list = root.putArray("rules");
        rules.forEach((name, rule) -> {
            var node = list.addObject()
                    .put("name", name)
                    .put("enabled", rule.enabled)
                    .put("version", rule.version)
                    .put("suspended_by", rule.suspendedBy);
            if (name.equals("rate-limit")) {
                node.put("per_second", PER_SECOND).put("burst", rule.burst);
            }
            var exemptions = node.putArray("exemptions");
            rule.exemptions.forEach((id, exemption) -> exemptions
                    .addObject()
                    .put("id", id)
                    .put("expires_at", faults.contains(Fault.NO_EXPIRY) ? null : exemption.expiresAt.toString()));
        });
        return root;
    }

    private void answerUnlessLost(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        if (faults.remove(Fault.ANSWER_LOST)) {
            throw new IOException("the answer is lost, as the test wants");
        }
        answer(exchange, status, body);
    }

    private synchronized void answerGateway(HttpExchange exchange) throws IOException {
        var client = exchange.getRemoteAddress().getAddress().getHostAddress();
        clients.add(client);
        exchange.sendResponseHeaders(gatewayStatus(exchange, client), -1);
    }

    private int gatewayStatus(HttpExchange exchange, String client) {
        var token = exchange.getRequestHeaders().getFirst("X-Headroom-Agent");
        if (rules.get("waf").enabled && isAttack(exchange) && !isExempt(rules.get("waf"), token)) {
            return 403;
        }
        if (rules.get("rate-limit").enabled && !isExempt(rules.get("rate-limit"), token) && !takes(client)) {
            return 429;
        }
        return faults.contains(Fault.SERVICE_DEAD) ? 502 : 200;
    }

    private static boolean isAttack(HttpExchange exchange) {
        var agent = exchange.getRequestHeaders().getFirst("User-Agent");
        var query = exchange.getRequestURI().getQuery();
        return agent == null || agent.isBlank() || (query != null && query.contains("' or 1=1"));
    }

    private boolean takes(String client) {
        var now = clock.instant();
        var size = rules.get("rate-limit").burst;
        var bucket = buckets.getOrDefault(client, new Bucket(size, now));
        var refilled = bucket.level + Duration.between(bucket.at, now).toMillis() / 1000.0 * PER_SECOND;
        var level = Math.min(size, refilled);
        buckets.put(client, new Bucket(level >= 1 ? level - 1 : level, now));
        return level >= 1;
    }

    private boolean isExempt(Rule rule, String token) {
        if (rule.suspendedBy != null) {
            return true;
        }
        if (faults.contains(Fault.WIDE) && !rule.exemptions.isEmpty()) {
            return true;
        }
        if (token == null || token.split("\\.").length != 3) {
            return false;
        }
        var parts = token.split("\\.");
        var now = clock.instant();
        var forever = faults.contains(Fault.NO_EXPIRY);
        var inForce = new ArrayList<>(rule.exemptions.values());
        if (faults.contains(Fault.GATEWAY_LAGS)) {
            inForce.addAll(rule.removed);
        }
        return (forever || now.getEpochSecond() < Long.parseLong(parts[1]))
                && inForce.stream()
                        .filter(exemption -> forever || now.isBefore(exemption.expiresAt))
                        .anyMatch(exemption -> signature(exemption.key, parts[0] + "." + parts[1])
                                .equals(parts[2]));
    }

    private static String signature(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        answer(exchange, status, JSON.createObjectNode().put("status", status).put("detail", detail));
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        var bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
