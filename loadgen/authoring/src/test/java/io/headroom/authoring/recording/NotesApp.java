package io.headroom.authoring.recording;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small web application as they are: a page with a log-in form that holds a token, a session cookie, a page whose script posts JSON and fetches what it
 * made, a form that redirects to what it made, a picture and a style sheet. What does not fit a user's session is refused.
 */
final class NotesApp implements AutoCloseable {
    private static final String PAGE = """
            <!DOCTYPE html><html><head><title>%s</title><link rel="stylesheet" href="/app.css"></head>
            <body><img src="/logo.png" alt=""><form method="post" action="%s" id="form">
            <input type="hidden" name="_csrf" value="%s"><input name="%s" value=""><input type="password" name="password"><button>Go</button></form>
            <script>
              async function add(text) {
                const made = await (await fetch('/api/notes', {method: 'POST', headers: {'Content-Type': 'application/json'},
                    body: JSON.stringify({text, done: false})})).json();
                return (await fetch('/api/notes/' + made.id)).json();
              }
            </script></body></html>
            """;

    private final HttpServer server;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(70_000);
    final List<String> refused = new CopyOnWriteArrayList<>();

    NotesApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String session = session(exchange);
            switch (exchange.getRequestMethod() + " " + path.replaceAll("\\d{5,}", "{}")) {
                case "GET /" -> page(exchange, "Log in", "/login", "name");
                case "GET /app.css" -> say(exchange, 200, "text/css", "body {}");
                case "GET /logo.png" -> say(exchange, 200, "image/png", "");
                case "GET /favicon.ico" -> say(exchange, 404, "text/plain", "");
                case "POST /login" -> submit(exchange, session, body, "/home");
                case "GET /home" -> page(exchange, "Home", "/notes", "text");
                case "POST /notes" -> submit(exchange, session, body, "/notes/" + note(body));
                case "POST /api/notes" -> {
                    String id = note(body);
                    say(exchange, 201, "application/json", "{\"id\": " + id + "}");
                }
                case "GET /api/notes/{}", "GET /notes/{}" -> {
                    String text = notes.get(path.substring(path.lastIndexOf('/') + 1));
                    boolean known = text != null && !session.isEmpty();
                    say(exchange, known ? 200 : refuse(exchange), "application/json", known ? text : "{}");
                }
                default -> say(exchange, refuse(exchange), "text/plain", "");
            }
        }
    }

    private String note(String text) {
        String id = Long.toString(numbers.incrementAndGet());
        notes.put(id, text.startsWith("{") ? text : "{}");
        return id;
    }

    /** Each page gives the session a new token, which its form must bring back. */
    private void page(HttpExchange exchange, String title, String action, String field) throws IOException {
        String session = session(exchange).isEmpty() ? UUID.randomUUID().toString() : session(exchange);
        String token = UUID.randomUUID().toString();
        tokens.put(session, token);
        exchange.getResponseHeaders().add("Set-Cookie", "session=" + session + "; Path=/; HttpOnly; SameSite=Lax");
        say(exchange, 200, "text/html; charset=utf-8", PAGE.formatted(title, action, token, field));
    }

    private void submit(HttpExchange exchange, String session, String body, String next) throws IOException {
        if (session.isEmpty() || !body.contains("_csrf=" + tokens.get(session))) {
            say(exchange, refuse(exchange), "text/plain", "no");
            return;
        }
        exchange.getResponseHeaders().set("Location", next);
        exchange.sendResponseHeaders(303, -1);
    }

    private int refuse(HttpExchange exchange) {
        refused.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        return 403;
    }

    private static String session(HttpExchange exchange) {
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        return cookies == null ? "" : cookies.replaceAll("(?s).*session=([^;]*).*", "$1");
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
