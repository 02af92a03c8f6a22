package io.headroom.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.bench.engine.Settings.Peer;
import io.headroom.bench.generator.Checkout;
import io.headroom.bench.generator.Native;
import io.headroom.bench.report.Row;
import io.headroom.bench.report.RowTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way once, with real programs and a short window. How fast anything is, is not asserted: other work may run on this machine. */
@Tag("alone")
@Timeout(180)
class EngineSuiteTest {

    @Test
    void aSmallGetHasAPlausibleCostBesideWrk() throws Exception {
        for (String program : List.of("nginx", "wrk", "taskset")) {
            require(Native.exists(program), program + " is not installed");
        }
        require(Checkout.hasAgent(), "the agent is not built (./headroom test builds it)");
        require(Runtime.getRuntime().availableProcessors() > 1, "a server and a generator need a core each");

        List<Row> rows = new ArrayList<>();
        List<String> progress = new ArrayList<>();
        var settings = new Settings(Set.of(Peer.WRK), 1, Duration.ofSeconds(1), Duration.ZERO);
        new EngineSuite(settings, List.of("small-get-64"), progress::add).measure(rows::addAll);

        assertThat(progress).hasSizeBetween(2, 4).first().asString().startsWith("small-get-64, round 1: headroom ");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.work()).isEqualTo("small-get-64");
            assertThat(row.peer()).isEqualTo("wrk");
            assertThat(row.ours()).as("CPU-s per 100,000 requests").isBetween(0.05, 50.0);
            assertThat(row.theirs()).as("CPU-s per 100,000 requests").isBetween(0.05, 50.0);
            assertThat(row.ratio()).isEqualTo(row.ours() / row.theirs());
            assertThat(row.goal()).isEqualTo("ratio <= 0.95");
        });
        assertThat(RowTable.lines(rows)).hasSize(2);
    }

    /** What is missing is skipped by name; where CI installs it, missing is a failure. */
    private static void require(boolean present, String otherwise) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present).as(otherwise).isTrue();
        }
        assumeTrue(present, otherwise);
    }
}
