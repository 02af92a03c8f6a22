package io.headroom.protection;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Sends a small burst of requests at once and counts what becomes of them. Never more than {@value #REQUESTS_MAX}
 * requests, bounded in concurrency and in time; redirects are not followed.
 *
 * @param concurrency how many requests are under way at once
 * @param requestMax how long one request may take
 * @param burstMax how long the whole burst may take; what is not answered by then has failed
 */
public record BurstProbe(int concurrency, Duration requestMax, Duration burstMax) {
    /** More would be load, not a probe. */
    public static final int REQUESTS_MAX = 600;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    public BurstProbe {
        if (concurrency < 1 || concurrency > REQUESTS_MAX) {
            throw new IllegalArgumentException(
                    "A probe's concurrency of " + concurrency + " must be between 1 and " + REQUESTS_MAX + ".");
        }
    }

    /** 32 requests at once, 3 s for one, 10 s for all. */
    public static BurstProbe standard() {
        return new BurstProbe(32, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    /**
     * @param source the address to send from; empty for the machine's usual one
     * @throws IllegalArgumentException if there are more than {@value #REQUESTS_MAX} requests
     */
    public ProbeResult send(List<HttpRequest> requests, Optional<InetAddress> source) throws InterruptedException {
        if (requests.size() > REQUESTS_MAX) {
            throw new IllegalArgumentException(
                    "A burst of " + requests.size() + " requests is load, not a probe: at most " + REQUESTS_MAX + ".");
        }
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
        source.ifPresent(builder::localAddress);
        var client = builder.build();
        try {
            var tally = new Tally();
            sendAll(client, requests, tally);
            return tally.of(requests.size());
        } finally {
            client.shutdownNow();
        }
    }

    private void sendAll(HttpClient client, List<HttpRequest> requests, Tally tally) throws InterruptedException {
        var next = new AtomicInteger();
        var senders = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (var sender = 0; sender < Math.min(concurrency, requests.size()); sender++) {
                senders.execute(() -> sendInTurn(client, requests, next, tally));
            }
            senders.shutdown();
            senders.awaitTermination(burstMax.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            senders.shutdownNow();
        }
    }

    private void sendInTurn(HttpClient client, List<HttpRequest> requests, AtomicInteger next, Tally tally) {
        for (var index = next.getAndIncrement(); index < requests.size(); index = next.getAndIncrement()) {
            try {
                var request = HttpRequest.newBuilder(requests.get(index), (name, value) -> true)
                        .timeout(requestMax)
                        .build();
                tally.answered(client.send(request, BodyHandlers.discarding()).statusCode());
            } catch (IOException unanswered) {
                // It counts as failed, as all do that are not tallied.
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    /**
     * An address of this machine from which a loopback target can be reached and that agents do not use, so that it has
     * a bucket of its own in a rate limit per client; empty where there is none (the target is not on loopback, or this
     * is not Linux, which alone owns all of 127.0.0.0/8). Then a burst without a token comes from the agents' address:
     * proofs still hold, as an exempt request takes nothing from a bucket.
     *
     * @param salt whatever should have an address of its own
     */
    public static Optional<InetAddress> neutralSource(URI target, String salt) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        try {
            if (!(InetAddress.getByName(target.getHost()) instanceof Inet4Address address)
                    || !address.isLoopbackAddress()) {
                return Optional.empty();
            }
            var last = (byte) (2 + Math.floorMod(salt.hashCode(), 250));
            return Optional.of(InetAddress.getByAddress(new byte[] {127, 0, 0, last}));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    /** Counts of answers; many senders add to it at once, and a late one does no harm. */
    private static final class Tally {
        private static final int PASSED = 0;
        private static final int LIMITED = 1;
        private static final int FORBIDDEN = 2;
        private final AtomicIntegerArray counts = new AtomicIntegerArray(3);

        void answered(int status) {
            if (status == 429) {
                counts.incrementAndGet(LIMITED);
            } else if (status == 403) {
                counts.incrementAndGet(FORBIDDEN);
            } else if (status < 500) {
                counts.incrementAndGet(PASSED);
            }
        }

        ProbeResult of(int sent) {
            var passed = counts.get(PASSED);
            var limited = counts.get(LIMITED);
            var forbidden = counts.get(FORBIDDEN);
            return new ProbeResult(sent, passed, limited, forbidden, sent - passed - limited - forbidden);
        }
    }
}
