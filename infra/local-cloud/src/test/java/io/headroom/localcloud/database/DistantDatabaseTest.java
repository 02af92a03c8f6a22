package io.headroom.localcloud.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that repeats what it hears stands for the database: distance is nothing that it knows of. */
@Timeout(30)
class DistantDatabaseTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answersComeLaterByTheWayThereAndBackAndInOrder() throws Exception {
        try (ServerSocket near = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> repeat(near));
            var access = new Database.Access("jdbc:postgresql://127.0.0.1:" + near.getLocalPort() + "/x", "me", "pw");
            DistantDatabase distant = new DistantDatabase(vertx);

            Database.Access far = distant.access(access);

            assertThat(far.jdbcUrl())
                    .startsWith("jdbc:postgresql://127.0.0.1:")
                    .endsWith("/x")
                    .isNotEqualTo(access.jdbcUrl());
            assertThat(far.username()).isEqualTo("me");
            assertThat(distant.access(access)).as("one way for all").isEqualTo(far);
            try (Socket socket = new Socket(
                    "127.0.0.1", URI.create(far.jdbcUrl().substring(5)).getPort())) {
                for (int round = 0; round < 3; round++) {
                    byte[] sent = ("question " + round).repeat(1000).getBytes(StandardCharsets.US_ASCII);
                    long begunNanos = System.nanoTime();
                    socket.getOutputStream().write(sent);
                    byte[] heard = socket.getInputStream().readNBytes(sent.length);
                    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos))
                            .isGreaterThanOrEqualTo(DistantDatabase.ROUND_TRIP_MILLIS - 1);
                    assertThat(heard).isEqualTo(sent);
                }
            }
        }
    }

    private static void repeat(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
