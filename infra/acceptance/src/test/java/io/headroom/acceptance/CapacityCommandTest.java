package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headroom.protocol.capacity.CapacityResult;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./headroom capacity} as a user calls it, against a server that is not ours. */
class CapacityCommandTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SCENARIO = """
            import io.headroom.scenario.*;
            class Shop implements Scenario {
                @Journey(share = 1)
                void view(User user) {
                    user.get("/items/{id}", 1).expect(200);
                }
            }
            """;

    @TempDir
    Path folder;

    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/items", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aTargetThatFailsAtAlmostNoLoad_exits2_andSaysWhatFails() throws IOException {
        status = 500;
        CapacityResult result = capacity(2, "GET /items/{id} answered 500, expected 200");

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.maximum()).isNull();
    }

    @Test
    @Tag("long")
    void aTargetThatNeverFailsBelowTheCeiling_carriesAtLeastThat() throws IOException {
        CapacityResult result = capacity(0, "at least 10 requests/s", "--ceiling", "10/s");

        assertThat(Objects.requireNonNull(result.maximum()).upper()).isNull();
        assertThat(result.maximum().lower()).isEqualTo(10);
    }

    private CapacityResult capacity(int exitCode, String words, String... options) throws IOException {
        Path json = folder.resolve("result.json");
        Path scenario = Files.writeString(folder.resolve("Shop.java"), SCENARIO);
        String target = "http://127.0.0.1:" + server.getAddress().getPort();
        String[] all = new String[8 + options.length];
        System.arraycopy(
                new String[] {
                    "capacity", scenario.toString(), "--target", target, "--preset", "quick", "--json", json.toString()
                },
                0,
                all,
                0,
                8);
        System.arraycopy(options, 0, all, 8, options.length);
        try (Command command = Command.start(folder, all)) {
            assertThat(command.expectExit(exitCode, LIMIT)).contains(words);
        }
        return Json.read(Files.readString(json), CapacityResult.class);
    }
}
