package io.headroom.authoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A service that keeps what is posted, knows only the identifiers that it gave, and refuses everything else. */
public final class Shop implements AutoCloseable {
    private final HttpServer server;
    private final AtomicLong identifiers = new AtomicLong(1_000);
    private final Set<String> things = ConcurrentHashMap.newKeySet();

    /** What it refused, and why. */
    public final List<String> refused = new CopyOnWriteArrayList<>();

    /** {@code POST /customers}, and how often it was asked. */
    public final Map<String, Integer> asked = new ConcurrentHashMap<>();

    public Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath().replaceAll("(?<=.)/$", "");
            asked.merge(exchange.getRequestMethod() + " " + path.replaceAll("\\d{4,}", "{}"), 1, Integer::sum);
            for (String segment : path.split("/")) {
                if (segment.matches("\\d{4,}") && !things.contains(segment)) {
                    refuse(exchange, path + " names what was never made");
                    return;
                }
            }
            if (exchange.getRequestMethod().equals("POST") && path.matches("/customers(/\\d+/orders)?")) {
                make(exchange, path, body);
                return;
            }
            String last = path.substring(path.lastIndexOf('/') + 1);
            if (exchange.getRequestMethod().equals("DELETE")) {
                things.remove(last);
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            if (path.equals("/login")) {
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            boolean list = path.equals("/customers") && exchange.getRequestURI().getRawQuery() == null;
            if (list) {
                refuse(exchange, "the query is missing");
                return;
            }
            say(exchange, 200, "{}");
        }
    }

    private void make(HttpExchange exchange, String path, String body) throws IOException {
        if (!body.startsWith("{")) {
            refuse(exchange, "no JSON: " + body);
            return;
        }
        String id = Long.toString(identifiers.incrementAndGet());
        things.add(id);
        if (path.equals("/customers")) {
            say(exchange, 201, "{\"id\": " + id + "}");
            return;
        }
        exchange.getResponseHeaders().set("Location", path + "/" + id + "/");
        exchange.sendResponseHeaders(201, -1);
    }

    private void refuse(HttpExchange exchange, String reason) throws IOException {
        refused.add(exchange.getRequestMethod() + " " + reason);
        say(exchange, 404, "{}");
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
