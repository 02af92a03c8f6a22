package io.headroom.platform.telemetry;

import io.headroom.telemetry.otlp.OtlpRequest;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Passes accepted requests on to another receiver, bytes and headers as they came, one after the other. Who takes them slowly or not at all never slows the intake: what there is no room for is
 * dropped and counted.
 */
@ApplicationScoped
class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);
    private static final long WAITING_BYTES_MAX = 16 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<URI> receiver;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Thread sender = Thread.ofVirtual().name("forward telemetry").unstarted(this::sendAll);

    private record Waiting(OtlpSignal signal, OtlpRequest request) {}

    /**
     * Requests, since the platform started.
     *
     * @param forwarded that the other receiver took
     * @param dropped for want of room, or as no request can be made of them
     * @param refused by the other receiver, or that did not reach it
     */
    public record Counts(long forwarded, long dropped, long refused) {}

    Forwarding(OtlpSettings settings) {
        this.receiver = settings.forward();
        receiver.ifPresent(Forwarding::check);
    }

    private static void check(URI receiver) {
        boolean isHttp =
                "http".equalsIgnoreCase(receiver.getScheme()) || "https".equalsIgnoreCase(receiver.getScheme());
        if (!isHttp || receiver.getHost() == null) {
            throw new IllegalArgumentException(
                    "HEADROOM_OTLP_FORWARD is \"%s\": it must be the address of a receiver, as http://collector:4318"
                            .formatted(receiver));
        }
    }

    void begin(@Observes StartupEvent start) {
        if (receiver.isPresent()) {
            sender.start();
        }
    }

    void offer(OtlpSignal signal, OtlpRequest request) {
        if (receiver.isEmpty()) {
            return;
        }
        int bytes = request.body().length;
        if (waitingBytes.addAndGet(bytes) > WAITING_BYTES_MAX) {
            waitingBytes.addAndGet(-bytes);
            dropped.increment();
            return;
        }
        queue.add(new Waiting(signal, request));
    }

    Counts counts() {
        return new Counts(forwarded.sum(), dropped.sum(), refused.sum());
    }

    @PreDestroy
    void close() {
        sender.interrupt();
    }

    private void sendAll() {
        String base = receiver.orElseThrow().toString().replaceAll("/+$", "");
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                Waiting next = queue.take();
                try {
                    send(client, URI.create(base + next.signal().path), next.request());
                } catch (RuntimeException unsendable) {
                    LOG.warnf("a request cannot be passed on: %s", unsendable);
                    dropped.increment();
                } finally {
                    waitingBytes.addAndGet(-next.request().body().length);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpClient client, URI address, OtlpRequest request) throws InterruptedException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", Objects.requireNonNull(request.contentType()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        if (request.contentEncoding() != null) {
            copy.header("Content-Encoding", request.contentEncoding());
        }
        try {
            int status = client.send(copy.build(), BodyHandlers.discarding()).statusCode();
            (status / 100 == 2 ? forwarded : refused).increment();
        } catch (IOException unreachable) {
            refused.increment();
        }
    }
}
