package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.protocol.load.LoadResult;
import io.headroom.protocol.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./headroom run} as CI uses it: a load test as a unit test, told apart by exit codes and documents. */
@Tag("alone")
class LoadTestTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aLoadThatIsCarried_exits0_andWritesEveryDocument() throws IOException {
        Path json = folder.resolve("result.json");
        String said = shop.run(
                0,
                Shop.SCENARIO,
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
            assertThat(command.expectExit(0, Shop.LIMIT)).contains("GET /items/{id}", "too short to tell");
        }
    }

    @Test
    void aMissedObjective_exits2_andSaysTheFigure() throws IOException {
        Path junit = folder.resolve("junit.xml");
        String said = shop.run(
                2,
                Shop.SCENARIO,
                "--rate",
                "50/s",
                "--for",
                "1s",
                "--objective",
                "p50<1us",
                "--junit",
                junit.toString());

        assertThat(said).contains("FAILED", "p50 is");
        assertThat(junit).content().contains("failures=\"1\"");
    }

    @Test
    void tooFewRequestsForAPercentile_exits3() throws IOException {
        String said = shop.run(3, Shop.SCENARIO, "--rate", "50/s", "--for", "1s", "--objective", "p99.9<5s");

        assertThat(said).contains("INCONCLUSIVE", "p99.9 needs 2,995 requests and there are 50");
    }

    @Test
    void ctrlC_writesWhatWasMeasured_within2Seconds_andExits130() throws IOException {
        Path json = folder.resolve("result.json");
        try (Command command = shop.start(Shop.SCENARIO, "--rate", "50/s", "--for", "10m", "--json", json.toString())) {
            Eventually.holds("load has been under way for two seconds", Shop.LIMIT, () -> shop.answered() > 100);
            command.interrupt();
            command.interrupt(); // as from a wrapper that passes on what the terminal has sent to all
            long began = System.nanoTime();
            String said = command.expectExit(130, Shop.LIMIT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(said).contains("stopping", "INTERRUPTED");
        }
        LoadResult result = Json.read(Files.readString(json), LoadResult.class);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.totals().completed()).isGreaterThan(50);
    }
}
