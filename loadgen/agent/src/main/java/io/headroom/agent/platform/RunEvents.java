package io.headroom.agent.platform;

import io.headroom.protocol.run.RunEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The events of one run, each once and in order, over as many connections as it takes. A thread of its own reads; {@link #poll} hands over. A lost
 * connection is made anew from the last event seen ({@code Last-Event-ID}). A platform that refuses connections for {@link #GIVE_UP_AFTER}, or that neither
 * sends nor answers a question for {@link #SILENCE_MAX}, is reported as unreachable.
 *
 * <p>Invariant: only the reader touches {@code lastSequence}; reader and caller meet in the queue and in {@code heardAtNanos}.
 */
public final class RunEvents implements AutoCloseable {

    private static final Duration QUESTION_PATIENCE = Duration.ofSeconds(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(4);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int QUEUED_MAX = 10_000;

    private final Exchange exchange;
    private final String run;
    private final BlockingQueue<Delivery> deliveries = new ArrayBlockingQueue<>(QUEUED_MAX);
    private final Thread reader;
    private volatile long heardAtNanos = System.nanoTime();
    private volatile boolean closed;
    private long lastSequence = -1;

    private sealed interface Delivery {
        record Happened(RunEvent event) implements Delivery {}

        record Lost(PlatformProblem problem) implements Delivery {}
    }

    RunEvents(Exchange exchange, String run) {
        this.exchange = exchange;
        this.run = run;
        this.reader = Thread.ofVirtual().name("events of " + run).start(this::read);
    }

    /** The next event, or nothing if none comes within {@code patience}. */
    public Optional<RunEvent> poll(Duration patience) throws PlatformProblem, InterruptedException {
        Delivery delivery = deliveries.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return switch (delivery) {
            case null -> {
                askIfSilent();
                yield Optional.empty();
            }
            case Delivery.Happened(RunEvent event) -> Optional.of(event);
            case Delivery.Lost(PlatformProblem problem) -> throw problem;
        };
    }

    /** A platform may hang with its connections open, so silence is not taken for peace. */
    private void askIfSilent() throws PlatformProblem {
        if (System.nanoTime() - heardAtNanos > SILENCE_MAX.toNanos()) {
            exchange.get("/api/platform", QUESTION_PATIENCE, PlatformInfo.class);
            heard();
        }
    }

    private void heard() {
        heardAtNanos = System.nanoTime();
    }

    private void read() {
        try {
            readUntilGivenUp();
        } catch (PlatformProblem problem) {
            deliveries.offer(new Delivery.Lost(problem));
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void readUntilGivenUp() throws PlatformProblem, InterruptedException {
        long connectedAtNanos = System.nanoTime();
        while (!closed) {
            try {
                readConnection();
                connectedAtNanos = System.nanoTime();
            } catch (PlatformProblem.Unreachable problem) {
                if (System.nanoTime() - connectedAtNanos > GIVE_UP_AFTER.toNanos()) {
                    throw problem;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private void readConnection() throws PlatformProblem, InterruptedException {
        HttpResponse<InputStream> response = exchange.exchange(request(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 300) {
                throw exchange.refusal(response.statusCode(), body.readAllBytes());
            }
            heard();
            var events = new ServerSentEvents(
                    new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)), this::heard);
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                deliver(Exchange.parse(event.get().data(), RunEvent.class));
            }
        } catch (IOException _) {
            // The connection broke; the next one goes on from the last event seen.
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request = exchange.request("/api/runs/%s/events".formatted(run))
                .setHeader("Accept", "text/event-stream")
                .GET();
        return lastSequence < 0
                ? request.build()
                : request.header("Last-Event-ID", Long.toString(lastSequence)).build();
    }

    private void deliver(RunEvent event) throws InterruptedException {
        if (event.sequence() > lastSequence) {
            lastSequence = event.sequence();
            deliveries.put(new Delivery.Happened(event));
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
