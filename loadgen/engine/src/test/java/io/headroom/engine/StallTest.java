package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.measurement.Latencies;
import io.headroom.engine.measurement.WindowDelta;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A target that stands still for a while makes the requests that were due meanwhile late by what was left of the stall: response times between 0 and the
 * stall's length, evenly spread. A generator that waits with the target would not see them.
 */
@Tag("alone")
@Timeout(60)
class StallTest {
    private static final String ONE_STEP = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
    private static final String TWO_STEPS =
            "@Journey void look(User user) { user.get(\"/\").expect(200); user.get(\"/then\").expect(200); }";

    /**
     * A load and a stall in the middle of it.
     *
     * @param perSecond journeys
     * @param seconds how long they arrive
     * @param stallMillis how long the target stands still
     */
    private record Case(String scenario, EngineSettings settings, int perSecond, int seconds, int stallMillis) {}

    private static final EngineSettings ONE_LOOP = Measured.QUICK.withLoops(1).withWarmUp(Duration.ofMillis(750));

    @Test
    void aStallShowsInEveryRequestAndJourneyThatWasDueMeanwhile() throws Exception {
        var stalled = drive(new Case(TWO_STEPS, ONE_LOOP, 1_000, 10, 1_000));
        Latencies first = stalled.measured.requests().get("GET /");
        assertThat(stalled.measured.report().journeys().get("look").succeeded()).isEqualTo(10_000);
        stalled.assertShows("first steps", first.response());
        stalled.assertShows("their service, as connections abound", first.service());
        stalled.assertShows("whole journeys", stalled.journeys());
    }

    @Test
    void aStallShowsAlsoWhenConnectionsRunOut() throws Exception {
        var stalled = drive(new Case(ONE_STEP, ONE_LOOP.withConnectionsMax(40), 1_000, 3, 500));
        Latencies requests = stalled.measured.requests().get("GET /");
        assertThat(stalled.measured.report().totals().completed()).isEqualTo(3_000);
        stalled.assertShows("first steps", requests.response());
        stalled.assertShows("whole journeys", stalled.journeys());
        assertThat(requests.service().getValueAtPercentile(95))
                .as("all but 40 waited for a connection, which is no service")
                .isLessThan(requests.response().getValueAtPercentile(95) / 4);
        assertThat(stalled.measured.report().shortages())
                .extracting(Shortage::of)
                .contains(Shortage.Of.CONNECTIONS);
    }

    @Test
    void aStallShowsAlsoWhenUsersRunOut() throws Exception {
        int users = 100;
        var stalled = drive(new Case(ONE_STEP, ONE_LOOP.withInFlightMax(users), 1_000, 3, 500));
        Totals totals = stalled.measured.report().totals();
        double shut = stalled.seconds * 1_000 - users;
        assertThat((double) totals.dropped())
                .as("what was due during the stall and is more than the users")
                .isCloseTo(shut, within(0.02 * shut + 1_000 * (0.015 + stalled.late)));
        assertThat(totals.completed() + totals.dropped()).isEqualTo(3_000);
        Histogram response = stalled.measured.requests().get("GET /").response();
        assertThat(response.getValueAtPercentile(100 * (1 - (double) users / totals.completed()) + 0.1) / 1e6)
                .as("those who still found room waited from their arrival on")
                .isCloseTo(stalled.seconds - users / 1_000.0, within(0.05 + stalled.late));
        assertThat(response.getMaxValue() / 1e6).isCloseTo(stalled.seconds, within(0.025 + stalled.late));
        assertThat(stalled.measured.report().shortages())
                .extracting(Shortage::of)
                .contains(Shortage.Of.USERS);
    }

    /** What came of a case; the stall's true length, and how long this machine's other work kept the generator waiting. */
    private record Stalled(Case of, Measured measured, double seconds, double late) {

        /**
         * With a share of s/T of all arrivals during a stall of s in T seconds, evenly spread over it, the slowest share q of all waited for more than
         * s − q·T seconds. Within 2 % and 15 ms, and whatever kept the generator waiting.
         */
        void assertShows(String what, Histogram response) {
            for (double percentile : new double[] {95, 99, 99.9, 100}) {
                double truth = seconds - (1 - percentile / 100) * of.seconds;
                assertThat(response.getValueAtPercentile(percentile) / 1e6)
                        .as("p%s of %s in a %.3f s stall", percentile, what, seconds)
                        .isCloseTo(truth, within(0.02 * truth + 0.015 + late));
            }
            assertThat(response.getValueAtPercentile(50))
                    .as("the median is not touched")
                    .isLessThan(20_000 + (long) (late * 1e6));
        }

        Histogram journeys() {
            var sum = new Histogram(3);
            measured.deltas().stream()
                    .filter(delta -> delta.journeys().containsKey("look"))
                    .forEach(delta -> sum.add(delta.journeys().get("look").response()));
            return sum;
        }
    }

    private static Stalled drive(Case of) throws Exception {
        var gate = new AtomicReference<>(new CountDownLatch(0));
        try (var server = new ScriptedServer(
                        request -> {
                            gate.get().await();
                            return ScriptedServer.answer(200, "{}");
                        },
                        false);
                var timer = Executors.newSingleThreadScheduledExecutor();
                var session = Measured.open(of.scenario, server.target(), of.settings)) {
            double requestsPerSecond = session.prepare(text -> {}).requestsPerJourney() * of.perSecond;
            Measured.drive(session, requestsPerSecond, Duration.ofSeconds(1)); // warms the test's own server
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
                    1_000 + of.stallMillis,
                    TimeUnit.MILLISECONDS);
            Measured measured = Measured.drive(session, requestsPerSecond, Duration.ofSeconds(of.seconds));
            double late = Math.min(0.1, measured.report().health().stallMillisMax() / 1e3);
            return new Stalled(of, measured, (stall[1] - stall[0]) / 1e9, late);
        }
    }

    @Test
    void everyWindowKnowsWhatWasSentAndWhatWasDueInIt() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(ONE_STEP, server.target(), Measured.QUICK)) {
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
