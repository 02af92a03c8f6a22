package io.headroom.agent.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protocol.Fault;
import io.headroom.protocol.run.RunEvent;
import io.headroom.protocol.run.RunRequest;
import io.headroom.protocol.run.RunView;
import io.headroom.protocol.run.RunView.StageState;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A real process that serves the platform's endpoints and whose runs do nothing but happen. Its first argument says what shall go wrong. */
final class TinyPlatform {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String manner;
    private final Path data;
    private final List<RunEvent> events = new ArrayList<>();
    private RunRequest request;
    private int submissions;

    private TinyPlatform(String manner, Path data) {
        this.manner = manner;
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = Arrays.asList(arguments);
        if (given.getFirst().equals("does-not-start")) {
            System.err.println("some log line");
            System.err.println("The data folder belongs to http://127.0.0.1:1 (process 1).");
            System.exit(5);
        }
        if (given.getFirst().equals("never-ready")) {
            LockSupport.park();
        }
        Path data = Path.of(given.get(given.indexOf("--data") + 1));
        new TinyPlatform(given.getFirst(), data).serve();
        if (given.contains("--exit-with-parent")) {
            System.in.transferTo(OutputStream.nullOutputStream());
            Files.deleteIfExists(data.resolve("platform.json"));
            Files.writeString(data.resolve("ended-in-order"), "");
            System.exit(0);
        }
    }

    private void serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        var info = Map.of(
                "version",
                "1",
                "data",
                data.toString(),
                "pid",
                ProcessHandle.current().pid(),
                "url",
                url);
        server.createContext("/api/platform", exchange -> answer(exchange, 200, info));
        server.createContext("/api/runs", this::run);
        server.start();
        Files.writeString(data.resolve("platform.json"), JSON.writeValueAsString(info));
    }

    private void run(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/api/runs" -> {
                if (exchange.getRequestMethod().equals("GET")) {
                    answer(exchange, 200, List.of(view("run-0", RunView.State.RUNNING)));
                } else {
                    submit(exchange);
                }
            }
            case "/api/runs/run-1/events" -> stream(exchange);
            case "/api/runs/run-1/result" -> answer(exchange, 200, Results.passed("run-1"));
            case "/api/runs/run-1/stop" -> stop(exchange);
            default -> answer(exchange, 404, Map.of("title", "Not found"));
        }
    }

    private synchronized void submit(HttpExchange exchange) throws IOException {
        request = JSON.readValue(exchange.getRequestBody().readAllBytes(), RunRequest.class);
        Files.writeString(data.resolve("request.json"), JSON.writeValueAsString(request));
        submissions++;
        if (manner.equals("stays-busy") || manner.equals("settles-first") && submissions < 3) {
            String detail = "run run-0 is under way: wait for it, or stop it";
            answer(exchange, 409, Map.of("detail", detail, "code", "busy", "fault", "user"));
            return;
        }
        if (manner.equals("refuses")) {
            answer(
                    exchange,
                    400,
                    Map.of("title", "Bad request", "detail", "The scenario does not compile.", "fault", "user"));
            return;
        }
        events.add(new RunEvent.StageChanged(0, Instant.now(), "provision", StageState.RUNNING, null));
        events.add(new RunEvent.StageChanged(1, Instant.now(), "provision", StageState.DONE, null));
        if (!manner.equals("endless") && !manner.equals("dies")) {
            events.add(finished(2));
        }
        answer(exchange, 201, view("run-1", RunView.State.RUNNING));
    }

    private RunView view(String id, RunView.State state) {
        return new RunView(id, request, Instant.now(), null, state, null, null, null, List.of());
    }

    private RunEvent finished(long sequence) {
        return switch (manner) {
            case "fails" -> new RunEvent.Finished(sequence, Instant.now(), Verdict.FAILED, "too slow", Fault.TARGET);
            case "breaks" ->
                new RunEvent.Finished(sequence, Instant.now(), Verdict.FAILED, "no Terraform", Fault.PLATFORM);
            case "measures-nothing" ->
                new RunEvent.Finished(sequence, Instant.now(), Verdict.INVALID, "generator", null);
            default -> new RunEvent.Finished(sequence, Instant.now(), Verdict.PASS, "all is well", null);
        };
    }

    private synchronized void stop(HttpExchange exchange) throws IOException {
        Files.writeString(data.resolve("stop-ordered"), "");
        events.add(
                new RunEvent.Finished(events.size(), Instant.now(), Verdict.FAILED, "stopped on request", Fault.USER));
        notifyAll();
        answer(exchange, 202, Map.of());
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (int sequence = 0; ; sequence++) {
                RunEvent event = awaitEvent(sequence);
                String text = "id: %d\ndata: %s\n\n"
                        .formatted(sequence, JSON.writerFor(RunEvent.class).writeValueAsString(event));
                body.write(text.getBytes(StandardCharsets.UTF_8));
                body.flush();
                if (manner.equals("dies") && sequence == 1) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }

    private synchronized RunEvent awaitEvent(int sequence) {
        try {
            while (events.size() <= sequence) {
                wait();
            }
            return events.get(sequence);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
