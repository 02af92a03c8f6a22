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
import java.net.SocketTimeoutException;
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

    @Test
    void asManyAreOpenedAheadAsAreAskedForAndAllowed() throws Exception {
        var server = new CountingServer();
        openAhead(3, 10, Protocol.AUTO, server.address());
        assertThat(server.accepted(3)).isEqualTo(3);

        var bounded = new CountingServer();
        openAhead(5, 2, Protocol.AUTO, bounded.address());
        assertThat(bounded.accepted(2)).isEqualTo(2);
    }

    @Test
    void noneIsOpenedAheadWhereOneMayCarryEverything() throws Exception {
        var server = new CountingServer();
        openAhead(3, 10, Protocol.HTTP_2, server.address());
        assertThat(server.accepted(0)).isZero();
    }

    @Test
    void openingAheadEndsWhereTheTargetRefusesOrHangsUp() throws Exception {
        openAhead(3, 10, Protocol.AUTO, refusing());

        var server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        open.add(server);
        var hangingUp = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 3; i++) {
                try (Socket accepted = server.accept()) {
                    assertThat(accepted.isConnected()).isTrue();
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        openAhead(3, 10, Protocol.AUTO, (InetSocketAddress) server.getLocalSocketAddress());
        server.close();
        hangingUp.join();
    }

    /** Returns when it is over. */
    private void openAhead(int count, int max, Protocol protocol, InetSocketAddress address) throws Exception {
        Loop loop = loops.all().getFirst();
        var over = new CompletableFuture<Boolean>();
        EndPoint endPoint = endPoint(protocol, Duration.ofSeconds(2), address);
        loop.eventLoop()
                .execute(() -> new Connections(loop, endPoint, max).openAhead(count, () -> over.complete(true)));
        assertThat(over.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Accepts whoever comes. */
    private final class CountingServer {
        private final ServerSocket server;

        CountingServer() throws IOException {
            server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            open.add(server);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        /** How many came; waits for the first so many of them only. */
        int accepted(int expected) throws IOException {
            int accepted = 0;
            try {
                while (true) {
                    server.setSoTimeout(accepted < expected ? 10_000 : 1);
                    open.add(server.accept());
                    accepted++;
                }
            } catch (SocketTimeoutException e) {
                return accepted;
            }
        }
    }

    private Optional<OpeningFailure> reach(Duration timeout, InetSocketAddress... addresses) throws Exception {
        EndPoint endPoint = endPoint(Protocol.AUTO, timeout, addresses);
        Loop loop = loops.all().getFirst();
        var reached = new CompletableFuture<Optional<OpeningFailure>>();
        loop.eventLoop().execute(() -> new Connections(loop, endPoint, 1).reach(reached::complete));
        return reached.get(10, TimeUnit.SECONDS);
    }

    private static EndPoint endPoint(Protocol protocol, Duration timeout, InetSocketAddress... addresses) {
        var origin = new Origin("http", "several.example", 80);
        return new EndPoint(
                origin,
                new Route(List.of(addresses), null, protocol),
                new Routes(Security.STANDARD, protocol),
                "",
                new RequestHead(origin, Map.of()),
                timeout);
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
