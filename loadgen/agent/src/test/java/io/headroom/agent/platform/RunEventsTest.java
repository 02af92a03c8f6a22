package io.headroom.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.protocol.run.RunEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunEventsTest {

    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private RunsClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = new RunsClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void goesOnFromTheLastEventWhenTheConnectionBreaks() throws Exception {
        server.createContext("/api/runs/run-1/events", exchange -> {
            String last = String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            lastEventIds.add(last);
            // The second connection repeats event 1, as a careless server might; the reader must not.
            send(exchange, last.equals("null") ? List.of(note(0), note(1)) : List.of(note(1), note(2), finished(3)));
        });
        assertThat(sequences(4)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(lastEventIds).startsWith("null", "1");
    }

    @Test
    void saysThatARunIsUnknown() throws Exception {
        server.createContext("/api/runs/run-1/events", exchange -> {
            byte[] problem =
                    "{\"detail\":\"There is no run run-1.\",\"fault\":\"user\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        assertThatThrownBy(() -> sequences(1))
                .isInstanceOf(PlatformProblem.Refused.class)
                .hasMessage("There is no run run-1.");
    }

    @Test
    void givesUpOnAPlatformThatIsGone() {
        server.stop(0);
        long began = System.nanoTime();
        assertThatThrownBy(() -> sequences(1)).isInstanceOf(PlatformProblem.Unreachable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    private List<Long> sequences(int count) throws PlatformProblem, InterruptedException {
        var sequences = new ArrayList<Long>();
        try (RunEvents events = client.events("run-1")) {
            while (sequences.size() < count) {
                Optional<RunEvent> event = events.poll(Duration.ofSeconds(1));
                event.map(RunEvent::sequence).ifPresent(sequences::add);
            }
        }
        return sequences;
    }

    private static void send(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(String.join("", events).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String note(long sequence) {
        return event(sequence, "\"kind\":\"note\",\"severity\":\"INFO\",\"text\":\"hello\"");
    }

    private static String finished(long sequence) {
        return event(sequence, "\"kind\":\"finished\",\"verdict\":\"pass\",\"reason\":\"all is well\"");
    }

    private static String event(long sequence, String rest) {
        return "id: %d\ndata: {\"sequence\":%d,\"at\":\"2026-11-24T06:00:00Z\",%s}\n\n"
                .formatted(sequence, sequence, rest);
    }
}
