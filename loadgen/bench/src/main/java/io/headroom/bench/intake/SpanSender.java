package io.headroom.bench.intake;

import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Posts reports over a few connections, each waiting for its answer before it sends the next. */
final class SpanSender {

    private static final int CONNECTIONS = 4;
    private static final int TOO_MANY = 429;

    private final URI address;
    private final Reports reports;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    SpanSender(URI address, Reports reports) {
        this.address = address;
        this.reports = reports;
    }

    /** Spans of requests that were answered 2xx, and 429. */
    record Sent(long accepted, long refused, double seconds) {}

    /** @param spansPerSecond infinite for as many as are answered */
    Sent send(Duration length, double spansPerSecond) throws InterruptedException {
        reports.beginAnew();
        long acceptedBefore = accepted.get();
        long refusedBefore = refused.get();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        AtomicLong due = new AtomicLong();
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                sending.add(connections.submit(() -> {
                    sendUntil(begin, end, spansPerSecond, due);
                    return null;
                }));
            }
            for (Future<?> connection : sending) {
                connection.get();
            }
        } catch (ExecutionException failure) {
            throw BenchFailure.environment("spans cannot be sent to %s: %s".formatted(address, failure.getCause()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Sent(accepted.get() - acceptedBefore, refused.get() - refusedBefore, seconds);
    }

    private void sendUntil(long begin, long end, double spansPerSecond, AtomicLong due)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (System.nanoTime() < end) {
                Reports.Body body = reports.next();
                long dueNanos = begin + (long) (due.getAndAdd(body.spans()) / spansPerSecond * 1e9);
                TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
                post(client, body);
            }
        }
    }

    private void post(HttpClient client, Reports.Body body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status == TOO_MANY) {
            refused.addAndGet(body.spans());
        } else if (status / 100 == 2) {
            accepted.addAndGet(body.spans());
        } else {
            throw new IOException("it answered " + status);
        }
    }
}
