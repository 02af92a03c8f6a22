package io.headroom.agent.work;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protocol.fleet.AgentHello;
import io.headroom.protocol.fleet.AgentWelcome;
import io.headroom.protocol.fleet.Frame;
import io.headroom.protocol.fleet.Work;
import io.headroom.protocol.fleet.WorkResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The platform's side of the agents' endpoints, over real HTTP on loopback. */
final class FleetServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final BlockingQueue<Work> work = new LinkedBlockingQueue<>();
    final BlockingQueue<WorkResult> results = new LinkedBlockingQueue<>();
    final BlockingQueue<AgentHello> hellos = new LinkedBlockingQueue<>();
    final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    final List<Frame> frames = new CopyOnWriteArrayList<>();
    final AtomicInteger failuresToCome = new AtomicInteger();
    volatile boolean stop;
    volatile boolean forgetful;
    volatile int registrationStatus = 201;

    private final HttpServer server;

    FleetServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/agents", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("DELETE")) {
            left.add(path);
            answer(exchange, 204, null);
        } else if (path.equals("/api/agents")) {
            register(exchange, body);
        } else if (path.endsWith("/work")) {
            offer(exchange);
        } else if (path.endsWith("/frames")) {
            frame(exchange, body);
        } else {
            results.add(JSON.readValue(body, WorkResult.class));
            answer(exchange, 204, null);
        }
    }

    private void register(HttpExchange exchange, byte[] body) throws IOException {
        hellos.add(JSON.readValue(body, AgentHello.class));
        Object answer = registrationStatus == 201
                ? new AgentWelcome("agent-1", 1)
                : Map.of("detail", "The platform is 2 and the agent is 1: use the same version.", "fault", "user");
        answer(exchange, registrationStatus, answer);
    }

    private void offer(HttpExchange exchange) throws IOException {
        if (forgetful) {
            forgetful = false;
            answer(exchange, 404, Map.of("detail", "no such agent"));
            return;
        }
        try {
            Work next = work.poll(1, TimeUnit.SECONDS);
            answer(exchange, next == null ? 204 : 200, next);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void frame(HttpExchange exchange, byte[] body) throws IOException {
        frames.add(JSON.readValue(body, Frame.class));
        if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, Map.of("detail", "busy"));
            return;
        }
        answer(exchange, 200, new Frame.Reply(stop));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = body == null
                ? new byte[0]
                : JSON.writerFor(body instanceof Work ? Work.class : body.getClass())
                        .writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
