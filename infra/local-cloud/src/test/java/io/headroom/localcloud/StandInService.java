package io.headroom.localcloud;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A real process in the sample target's place: the same environment in, the same health check and instance header out.
 * {@code /wait?MILLIS} answers after a while; {@code /echo} answers with what it got.
 */
final class StandInService {

    public static void main(String[] arguments) throws Exception {
        String id = System.getenv("SAMPLE_INSTANCE_ID");
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 4096);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            if (exchange.getRequestURI().getPath().equals("/wait")) {
                pause(Long.parseLong(query));
            }
            byte[] body = ("Host: " + exchange.getRequestHeaders().getFirst("Host") + "\nX-Headroom-Agent: "
                            + exchange.getRequestHeaders().getFirst("X-Headroom-Agent") + "\nZone: "
                            + System.getenv("SAMPLE_ZONE") + "\nService-Time: "
                            + System.getenv("SAMPLE_SERVICE_TIME") + "\nWorkers: "
                            + System.getenv("SAMPLE_WORKERS") + "\nDefects: "
                            + System.getenv("SAMPLE_DEFECTS") + "\nDatabase: "
                            + System.getenv("QUARKUS_DATASOURCE_JDBC_URL") + "\n"
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Instance-Id", id);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
