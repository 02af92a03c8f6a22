package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.engine.http.Origin;
import io.headroom.engine.http.RequestHead;
import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.tls.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection comes about when a host has several addresses and not all of them are well. */
@Timeout(30)
class ConnectionsTest {
    private final Loops loops = new Loops(1, Pacing.TICK, () -> false);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        loops.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void theNextAddressIsTriedWhereOneRefuses() throws Exception {
        assertThat(reach(Duration.ofSeconds(2), refusing(), refusing(), listening()))
                .isEmpty();
    }

    @Test
    void theNextAddressIsTriedWhereOneSwallowsEverything() throws Exception {
        assertThat(reach(Duration.ofMillis(600), swallowing(), listening())).isEmpty();
    }

    @Test
    void noAddressIsLeft() throws Exception {
        assertThat(reach(Duration.ofSeconds(2), refusing(), refusing()))
                .contains(new OpeningFailure("connect-refused", "connection refused"));
        assertThat(reach(Duration.ofMillis(200), swallowing()))
                .contains(new OpeningFailure("timeout", "nobody answered within the timeout"));
    }

    private Optional<OpeningFailure> reach(Duration timeout, InetSocketAddress... addresses) throws Exception {
        var origin = new Origin("http", "several.example", 80);
        var endPoint = new EndPoint(
                origin,
                new Route(List.of(addresses), null, Protocol.AUTO),
                new Routes(Security.STANDARD, Protocol.AUTO),
                "",
                new RequestHead(origin, Map.of()),
                timeout);
        Loop loop = loops.all().getFirst();
        var reached = new CompletableFuture<Optional<OpeningFailure>>();
        loop.eventLoop().execute(() -> new Connections(loop, endPoint, 1).reach(reached::complete));
        return reached.get(10, TimeUnit.SECONDS);
    }

    private InetSocketAddress listening() throws IOException {
        var server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        open.add(server);
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static InetSocketAddress refusing() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }

    /** Its queue of connections that nobody accepts is full, so that the next one's first packet is thrown away. */
    private InetSocketAddress swallowing() throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        for (int i = 0; i < 4; i++) {
            var filling = new Socket();
            open.add(filling);
            try {
                filling.connect(server.getLocalSocketAddress(), 100);
            } catch (IOException e) {
                break; // full
            }
        }
        return (InetSocketAddress) server.getLocalSocketAddress();
    }
}
