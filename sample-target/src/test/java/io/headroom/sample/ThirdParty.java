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

/** A small third party on a random port that remembers what it was asked and answers as it is told. */
public final class ThirdParty implements AutoCloseable {

    private static final String SCORE = "{\"score\": 0.75}";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private ThirdParty(HttpServer server) {
        this.server = server;
    }

    static ThirdParty start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ThirdParty thirdParty = new ThirdParty(server);
        server.createContext("/reputation", thirdParty::rate);
        server.setExecutor(thirdParty.executor);
        server.start();
        return thirdParty;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The bodies of the requests since the last {@link #reset()}. */
    public List<String> requests() {
        return List.copyOf(requests);
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
            requests.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = SCORE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
