package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./headroom run} as CI uses it: a load test as a unit test, told apart by exit codes and documents. */
class LoadTestTest {

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

    private final AtomicInteger answered = new AtomicInteger();
    private HttpServer server;
    private String target;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/items", exchange -> {
            answered.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        target = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aLoadThatIsCarried_exits0_andWritesEveryDocument() throws IOException {
        Path json = folder.resolve("result.json");
        String said = run(
                0,
                SCENARIO,
                "--rate",
                "6000/min",
                "--for",
                "2s",
                "--objective",
                "p95<5s,errors<1%",
                "--json",
                json.toString(),
                "--junit",
                folder.resolve("junit.xml").toString(),
                "--markdown",
                folder.resolve("comment.md").toString(),
                "--hdr",
                folder.resolve("latencies.hlog").toString(),
                "--csv",
                folder.resolve("series.csv").toString());

        assertThat(said)
                .contains("PASS", "GET /items/{id}", "100 requests/s = 100 journeys/s: 1.0 requests per journey");
        LoadResult result = Json.read(Files.readString(json), LoadResult.class);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.totals().completed()).isEqualTo(200);
        assertThat(folder.resolve("junit.xml")).content().contains("tests=\"3\"", "failures=\"0\"");
        assertThat(folder.resolve("comment.md")).content().contains("p95");
        assertThat(folder.resolve("latencies.hlog")).content().contains("Tag=response:GET%20/items/{id}");
        assertThat(folder.resolve("series.csv")).content().startsWith("second,");
        comparedWithItself_exits0(json);
    }

    private void comparedWithItself_exits0(Path json) throws IOException {
        Path copy = Files.copy(json, folder.resolve("copy.json"));
        try (Command command =
                Command.start(folder, "compare", json.toString(), copy.toString(), "--fail-on-regression", "5%")) {
            assertThat(command.expectExit(0, LIMIT)).contains("GET /items/{id}", "too short to tell");
        }
    }

    @Test
    void aMissedObjective_exits2_andSaysTheFigure() throws IOException {
        Path junit = folder.resolve("junit.xml");
        String said = run(
                2, SCENARIO, "--rate", "50/s", "--for", "1s", "--objective", "p50<1us", "--junit", junit.toString());

        assertThat(said).contains("FAILED", "p50 is");
        assertThat(junit).content().contains("failures=\"1\"");
    }

    @Test
    void tooFewRequestsForAPercentile_exits3() throws IOException {
        String said = run(3, SCENARIO, "--rate", "50/s", "--for", "1s", "--objective", "p99.9<5s");

        assertThat(said).contains("INCONCLUSIVE", "p99.9 needs 2,995 requests and there are 50");
    }

    @Test
    void aScenarioThatBlocksItsGenerator_exits3_asInvalid() throws IOException {
        String blocking = SCENARIO.replace("@Journey", "int walked;\n    @Journey")
                .replace(
                        "user.get(",
                        "for (long end = System.nanoTime() + (++walked % 40 == 0 ? 900_000_000L : 0); System.nanoTime() < end; ) {}\nuser.get(");

        assertThat(run(3, blocking, "--rate", "50/s", "--for", "2s")).contains("INVALID", "The generator spoiled");
    }

    @Test
    void aScenarioThatDoesNotCompile_exits4_withFileAndLine() throws IOException {
        String said = run(4, SCENARIO.replace("expect(200)", "expct(200)"), "--rate", "10/s", "--for", "1s");

        assertThat(said).contains("Shop.java:5:");
    }

    @Test
    void aDryRun_sendsNoLoad_andPrintsTheConversation() throws IOException {
        String said = run(0, SCENARIO, "--dry-run");

        assertThat(said).contains("> GET /items/1", "< HTTP/1.1 200", "answered as expected");
        assertThat(answered.get()).isLessThan(5);
    }

    @Test
    void nobodyThere_exits5() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            target = "http://127.0.0.1:" + free.getLocalPort();
        }
        assertThat(run(5, SCENARIO, "--rate", "10/s", "--for", "1s")).contains(target.substring(7));
    }

    @Test
    void ctrlC_writesWhatWasMeasured_within2Seconds_andExits130() throws IOException {
        Path json = folder.resolve("result.json");
        try (Command command = start(SCENARIO, "--rate", "50/s", "--for", "10m", "--json", json.toString())) {
            Eventually.holds("load has been under way for two seconds", LIMIT, () -> answered.get() > 100);
            command.interrupt();
            command.interrupt(); // as from a wrapper that passes on what the terminal has sent to all
            long began = System.nanoTime();
            String said = command.expectExit(130, LIMIT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(said).contains("stopping", "INTERRUPTED");
        }
        LoadResult result = Json.read(Files.readString(json), LoadResult.class);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.totals().completed()).isGreaterThan(50);
    }

    private String run(int exitCode, String scenario, String... words) throws IOException {
        try (Command command = start(scenario, words)) {
            return command.expectExit(exitCode, LIMIT);
        }
    }

    private Command start(String scenario, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("Shop.java"), scenario);
        String[] all = new String[words.length + 4];
        all[0] = "run";
        all[1] = file.toString();
        all[2] = "--target";
        all[3] = target;
        System.arraycopy(words, 0, all, 4, words.length);
        return Command.start(folder, Map.of(), all);
    }
}
