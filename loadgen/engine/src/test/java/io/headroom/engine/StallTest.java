package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.measurement.WindowDelta;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A target that stands still for a while makes the requests that were due meanwhile late by what was left of the stall: response times between 0 and the
 * stall's length, evenly spread. A generator that waits with the target would not see them.
 */
@Timeout(30)
class StallTest {
    private static final double SECONDS = 3;
    private static final int PER_SECOND = 1_000;

    @ParameterizedTest
    @CsvSource({"0, even when connections abound", "40, even when connections run out"})
    void aStallShowsInEveryRequestThatWasDueMeanwhile(int connectionsMax, String when) throws Exception {
        var gate = new AtomicReference<>(new CountDownLatch(0));
        try (var server = new ScriptedServer(
                        request -> {
                            gate.get().await();
                            return ScriptedServer.answer(200, "{}");
                        },
                        false);
                var timer = Executors.newSingleThreadScheduledExecutor();
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        server.target(),
                        Measured.QUICK
                                .withLoops(1)
                                .withWarmUp(Duration.ofMillis(750))
                                .withConnectionsMax(connectionsMax))) {
            session.prepare(text -> {});
            Measured.drive(session, PER_SECOND, Duration.ofSeconds(1)); // warms the test's own server
            long[] stall = new long[2];
            timer.schedule(
                    () -> {
                        stall[0] = System.nanoTime();
                        gate.set(new CountDownLatch(1));
                    },
                    1_000,
                    TimeUnit.MILLISECONDS);
            timer.schedule(
                    () -> {
                        gate.get().countDown();
                        stall[1] = System.nanoTime();
                    },
                    1_500,
                    TimeUnit.MILLISECONDS);
            Measured measured = Measured.drive(session, PER_SECOND, Duration.ofMillis((long) (SECONDS * 1_000)));

            assertThat(measured.report().totals().completed()).isEqualTo((long) (SECONDS * PER_SECOND));
            double stalled = (stall[1] - stall[0]) / 1e9;
            double late = Math.min(0.1, measured.report().health().stallMillisMax() / 1e3);
            assertStall(measured.requests().get("GET /").response(), stalled, late);
            if (connectionsMax == 0) {
                assertStall(measured.requests().get("GET /").service(), stalled, late);
            }
        }
    }

    /** Within 2 % and 15 ms, and whatever this machine's other work kept the generator waiting. */
    private static void assertStall(Histogram response, double stallSeconds, double late) {
        for (double percentile : new double[] {90, 95, 99, 99.9}) {
            double truth = stallSeconds - (1 - percentile / 100) * SECONDS;
            assertThat(response.getValueAtPercentile(percentile) / 1e6)
                    .as("p%s of a %.3f s stall", percentile, stallSeconds)
                    .isCloseTo(truth, within(0.02 * truth + 0.015 + late));
        }
        assertThat(response.getValueAtPercentile(50))
                .as("the median is not touched")
                .isLessThan(20_000 + (long) (late * 1e6));
    }

    @Test
    void everyWindowKnowsWhatWasSentAndWhatWasDueInIt() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        server.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 400, Duration.ofSeconds(1));
            for (int index = 0; index < 4; index++) {
                int window = index;
                assertThat(measured.deltas().stream()
                                .filter(d -> d.index() == window)
                                .mapToLong(WindowDelta::offered)
                                .sum())
                        .as("window %s", window)
                        .isEqualTo(100);
            }
        }
    }
}
