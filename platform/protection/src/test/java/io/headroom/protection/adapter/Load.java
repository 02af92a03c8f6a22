package io.headroom.protection.adapter;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Requests from one address at a constant rate. */
final class Load {
    private Load() {}

    /** @return the statuses, in the order of sending */
    static List<Integer> send(URI url, String source, Map<String, String> headers, int perSecond, int requests)
            throws Exception {
        var sent = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(source))
                .build()) {
            var builder =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).header("User-Agent", "test");
            headers.forEach(builder::header);
            var begin = System.nanoTime();
            for (var request = 0; request < requests; request++) {
                LockSupport.parkNanos(begin + request * 1_000_000_000L / perSecond - System.nanoTime());
                sent.add(client.sendAsync(builder.build(), BodyHandlers.discarding()));
            }
            return sent.stream().map(answer -> answer.join().statusCode()).toList();
        }
    }
}
