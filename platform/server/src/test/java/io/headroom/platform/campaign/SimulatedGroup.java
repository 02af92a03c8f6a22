package io.headroom.platform.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.platform.environment.EnvironmentFailure;
import io.headroom.platform.environment.EnvironmentOutputs;
import io.headroom.platform.environment.InstanceGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The interface of a cloud whose instances are there as soon as they are ordered. */
final class SimulatedGroup implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Path token;
    private volatile int instances = 1;
    private volatile int most = 1;

    SimulatedGroup(Path folder) throws IOException {
        token = Files.writeString(folder.resolve("token"), "none");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/database", exchange -> answer(exchange, "{\"state\": \"running\"}"));
        server.createContext("/v1/metrics", exchange -> answer(exchange, "{}"));
        server.createContext("/v1/instance-groups", this::group);
        server.start();
    }

    InstanceGroup open() throws EnvironmentFailure {
        return InstanceGroup.at(
                new EnvironmentOutputs.Coordinates(
                        "local-cloud",
                        Map.of(
                                "api",
                                TextNode.valueOf("http://127.0.0.1:"
                                        + server.getAddress().getPort()),
                                "token_file",
                                TextNode.valueOf(token.toString()),
                                "group",
                                TextNode.valueOf("profile"))),
                JSON);
    }

    int instances() {
        return instances;
    }

    /** How many it may order by itself. */
    int most() {
        return most;
    }

    private void group(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            JsonNode capacity = JSON.readTree(exchange.getRequestBody());
            instances = capacity.path("desired").asInt();
            most = capacity.path("max").asInt();
        }
        String all = IntStream.range(0, instances)
                .mapToObj("{\"id\": \"i-%d\", \"state\": \"ready\"}"::formatted)
                .collect(Collectors.joining(","));
        answer(
                exchange,
                "{\"min\": 1, \"max\": %d, \"desired\": %d, \"events\": [], \"instances\": [%s]}"
                        .formatted(most, instances, all));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
