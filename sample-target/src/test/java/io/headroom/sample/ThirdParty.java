package io.headroom.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small third party on a random port that remembers what it was asked and answers as it is told. Telemetry that is sent to it is kept apart, as
 * the text that its bytes contain.
 */
public final class ThirdParty implements AutoCloseable {

    private static final String SCORE = "{\"score\": 0.75}";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> telemetry = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private ThirdParty(HttpServer server) {
        this.server = server;
    }

    static ThirdParty start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ThirdParty thirdParty = new ThirdParty(server);
        server.createContext("/", thirdParty::rate);
        server.createContext("/v1", thirdParty::keep);
        server.setExecutor(thirdParty.executor);
        server.start();
        return thirdParty;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and address of the requests since the last {@link #reset()}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** All telemetry so far; protocol buffers hold names and values as plain text. */
    public String telemetry() {
        return String.join("\n", telemetry);
    }

    public void answerWith(int status) {
        this.status = status;
    }

    public void reset() {
        requests.clear();
        status = 200;
    }

    private void rate(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = SCORE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void keep(HttpExchange exchange) throws IOException {
        try (exchange) {
            telemetry.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
