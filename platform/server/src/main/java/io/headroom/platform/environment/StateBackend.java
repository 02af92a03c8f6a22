package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.platform.environment.StateStore.Lease;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The {@code http} backend that Terraform keeps its state in, one path per environment, on loopback.
 *
 * <pre>
 * GET     the latest state; 204 if there is none
 * LOCK    200 and the lease is the caller's; 423 and the holder's words if somebody has it
 * POST    ?ID=lease: 200; 409 if that is not the current lease
 * UNLOCK  200; 409 if it is not the caller's
 * </pre>
 *
 * <p>A server of its own: the application's refuses requests as soon as the platform begins to end, and ending is when environments are destroyed.
 */
@ApplicationScoped
class StateBackend {

    private static final Logger LOG = Logger.getLogger(StateBackend.class);
    private static final int NO_BODY = -1;
    private static final int STATE_BYTES_MAX = 64 << 20;

    private final StateStore states;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final HttpServer server;

    StateBackend(StateStore states, Sealing sealing, ObjectMapper json) {
        this.states = states;
        this.sealing = sealing;
        this.json = json;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException("no port of loopback is free for Terraform's state", failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newThreadPerTaskExecutor(StateBackend::thread));
        server.start();
    }

    /** The application's beans are found by its class loader, which a thread of the JDK's server does not have. */
    private static Thread thread(Runnable task) {
        Thread thread = Thread.ofVirtual().unstarted(task);
        thread.setContextClassLoader(StateBackend.class.getClassLoader());
        return thread;
    }

    @PreDestroy
    void stop() {
        server.stop(0);
    }

    /** What points an environment's Terraform here, as variables of its process: addresses and secrets must not lie in its files. */
    Map<String, String> variables(String environment) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + environment;
        return Map.of(
                "TF_HTTP_ADDRESS", address,
                "TF_HTTP_LOCK_ADDRESS", address,
                "TF_HTTP_UNLOCK_ADDRESS", address,
                "TF_HTTP_USERNAME", "terraform",
                "TF_HTTP_PASSWORD", sealing.token(environment));
    }

    /** Ends the lease of an environment whose Terraform is proven dead. */
    void release(String environment) {
        states.release(environment);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String environment = exchange.getRequestURI().getPath().substring(1);
            Answer answer = authorised(exchange, environment)
                    ? answer(exchange, environment)
                    : new Answer(401, "this is another environment's state");
            boolean empty = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), empty ? NO_BODY : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "Terraform's state: %s %s", exchange.getRequestMethod(), exchange.getRequestURI());
            throw defect;
        }
    }

    private record Answer(int status, byte[] body) {
        Answer(int status, String sentence) {
            this(status, sentence.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer answer(HttpExchange exchange, String environment) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "GET" ->
                states.read(environment).map(state -> new Answer(200, state)).orElse(new Answer(204, ""));
            case "POST" -> write(exchange, environment);
            case "LOCK" -> lock(exchange, environment);
            case "UNLOCK" ->
                states.giveBack(environment, id(body(exchange)))
                        ? new Answer(200, "")
                        : new Answer(409, "the lease is not, or no longer, this Terraform's");
            default -> new Answer(405, "a state is read, written, locked and unlocked");
        };
    }

    private Answer write(HttpExchange exchange, String environment) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String lease = query.startsWith("ID=") ? query.substring("ID=".length()) : "";
        if (states.write(environment, lease, body(exchange))) {
            return new Answer(200, "");
        }
        LOG.warnf("a state of environment %s was refused: its lease %s is not the current one", environment, lease);
        return new Answer(409, "the lease is not, or no longer, this Terraform's: its state is not taken");
    }

    private Answer lock(HttpExchange exchange, String environment) throws IOException {
        byte[] info = body(exchange);
        Optional<Lease> holder =
                states.take(environment, new Lease(id(info), new String(info, StandardCharsets.UTF_8)));
        return holder.map(lease -> new Answer(423, lease.info())).orElse(new Answer(200, ""));
    }

    private String id(byte[] info) throws IOException {
        return json.readTree(info).path("ID").asText();
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(STATE_BYTES_MAX + 1);
        if (body.length > STATE_BYTES_MAX) {
            throw new IOException("a state of more than " + STATE_BYTES_MAX + " bytes is not taken");
        }
        return body;
    }

    private boolean authorised(HttpExchange exchange, String environment) {
        @Nullable String header = exchange.getRequestHeaders().getFirst("Authorization");
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("terraform:" + sealing.token(environment)).getBytes(StandardCharsets.UTF_8));
        return header != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
