package io.headroom.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StallingServerTest {

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ANSWER = 66;

    @Test
    void itStandsStillOnceAndForItsTime() throws Exception {
        try (var server = StallingServer.start(3, Duration.ofMillis(200));
                var client = new Socket("127.0.0.1", server.url("/").getPort())) {
            client.setSoTimeout(5_000);
            for (int i = 1; i <= 3; i++) {
                ask(client);
            }
            long before = System.nanoTime();
            ask(client);
            assertThat(System.nanoTime() - before)
                    .as("waits for the stall's end")
                    .isGreaterThan(150_000_000);
            for (int i = 5; i <= 20; i++) {
                ask(client);
            }
            assertThat(server.requests()).isEqualTo(20);
        }
    }

    @Test
    void aRequestInPiecesIsOneRequestAndTwoAtOnceAreTwo() throws Exception {
        try (var server = StallingServer.start(Long.MAX_VALUE, Duration.ZERO);
                var client = new Socket("127.0.0.1", server.url("/").getPort())) {
            client.setSoTimeout(5_000);
            client.getOutputStream().write(REQUEST, 0, REQUEST.length - 2);
            client.getOutputStream().flush();
            client.getOutputStream().write(REQUEST, REQUEST.length - 2, 2);
            client.getInputStream().readNBytes(ANSWER);
            client.getOutputStream()
                    .write(new String(REQUEST, StandardCharsets.US_ASCII)
                            .repeat(2)
                            .getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(2 * ANSWER);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    private static void ask(Socket client) throws Exception {
        client.getOutputStream().write(REQUEST);
        String answer = new String(client.getInputStream().readNBytes(ANSWER), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
    }
}
