package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.measurement.JourneyDelta;
import io.headroom.engine.measurement.Tally;
import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.JourneyKind;
import io.headroom.engine.schedule.RateProfile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted for each kind of journey, and that it adds up. */
@Tag("alone")
@Timeout(30)
class JourneyCountsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void eachKindHasItsCountsAndItsHistogramFromArrivalToEnd() throws Exception {
        try (var server = new ScriptedServer(
                        request -> ScriptedServer.answer(request.path().equals("/bad") ? 500 : 200, "{}"));
                var session = Measured.open("""
                        @Journey void slow(User user) {
                            user.get("/a").expect(200);
                            user.think(Duration.ofMillis(100));
                            user.get("/b").expect(200);
                        }
                        @Journey void bad(User user) {
                            if (user.random(2) == 0) user.get("/bad").expect(200); else user.get("/good").expect(200);
                        }
                        """, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 300, SECOND);
            DriveReport report = measured.report();
            JourneyTotals slow = report.journeys().get("slow");
            JourneyTotals bad = report.journeys().get("bad");

            assertThat(report.journeys()).containsOnlyKeys("slow", "bad");
            assertThat(slow.begun() + bad.begun()).isEqualTo(report.kept().arrivals());
            assertThat(slow.failed()).isZero();
            assertThat(bad.failed())
                    .isPositive()
                    .isEqualTo(report.totals().errors().get("status-500"));
            assertThat(report.firstFailures().get("status-500")).contains("GET /bad answered 500");
            assertThat(sum(measured, "slow", JourneyDelta::begun)).isEqualTo(slow.begun());
            assertThat(sum(measured, "slow", JourneyDelta::succeeded)).isEqualTo(slow.succeeded());
            assertThat(sum(measured, "bad", JourneyDelta::failed)).isEqualTo(bad.failed());
            assertThat(sum(measured, "slow", delta -> delta.response().getTotalCount()))
                    .isEqualTo(slow.succeeded());
            assertThat(measured.deltas().stream()
                            .filter(delta -> delta.journeys().containsKey("slow"))
                            .map(delta -> delta.journeys().get("slow").response())
                            .filter(histogram -> histogram.getTotalCount() > 0))
                    .as("think time is part of a journey")
                    .allMatch(histogram -> histogram.getMinValue() >= 100_000);
        }
    }

    @Test
    void stagesFollowEachOtherAndEachWindowHasWhatItsStageAsks() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        server.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            RateProfile profile = RateProfile.ramp(0, 400, SECOND)
                    .then(RateProfile.constant(400, Duration.ofMillis(500)))
                    .then(RateProfile.constant(40, Duration.ofMillis(500)));
            Measured measured = Measured.drive(session, new Drive(1, new Load.Open(profile), SECOND));
            assertThat(measured.report().totals().offered()).isEqualTo(420);
            assertThat(measured.report().kept().journeysPerSecond()).isCloseTo(210, within(0.001));
            long[] offered = new long[8];
            measured.deltas().forEach(delta -> offered[delta.index()] += delta.index() < 8 ? delta.offered() : 0);
            // ∫ of the ramp over quarters: 12.5, 37.5, 62.5, 87.5; an arrival lies at each whole number
            assertThat(offered).containsExactly(13, 37, 63, 87, 100, 100, 10, 10);
        }
    }

    @Test
    void whatIsCutOffIsUnfinished() throws Exception {
        var hang = new CountDownLatch(1);
        var gate = new AtomicReference<>(new CountDownLatch(0));
        try (var server = new ScriptedServer(request -> {
                    gate.get().await();
                    return ScriptedServer.answer(200, "{}");
                });
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        server.target(),
                        Measured.QUICK.withInFlightMax(10))) {
            session.prepare(text -> {});
            gate.set(hang);
            Measured measured =
                    Measured.drive(session, Drive.atRate(1, 100, Duration.ofMillis(500), Duration.ofMillis(50)));
            hang.countDown();
            assertThat(measured.report().journeys().get("look")).isEqualTo(new JourneyTotals(10, 0, 0, 40, 10));
            assertThat(sum(measured, "look", JourneyDelta::dropped)).isEqualTo(40);
            assertThat(measured.report().shortages())
                    .extracting(Shortage::of)
                    .contains(Shortage.Of.USERS)
                    .containsAnyOf(Shortage.Of.TARGET, Shortage.Of.GENERATOR);
        }
    }

    @Test
    void countsThatDoNotAddUpAreTheEnginesFault() throws Exception {
        Accounting.check(tally(counts -> {}), KINDS);
        assertMiscounted(counts -> counts.started++, "8 requests began and 7 ended");
        assertMiscounted(counts -> counts.arrivals++, "10 arrivals began and 9 ended");
        assertMiscounted(counts -> counts.journeys[0].failed++, "7 journeys of look began and 8 ended");
    }

    private static final List<JourneyKind> KINDS =
            List.of(new JourneyKind("look", 0, JourneyCountsTest.class.getDeclaredMethods()[0], 1));

    private static void assertMiscounted(Consumer<Tally> change, String sentence) {
        assertThatThrownBy(() -> Accounting.check(tally(change), KINDS))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining(sentence);
    }

    private static Tally tally(Consumer<Tally> change) {
        var tally = new Tally(1);
        tally.started = 7;
        tally.completed = 4;
        tally.errors.put("timeout", 2L);
        tally.unfinished = 1;
        tally.arrivals = 9;
        tally.droppedArrivals = 2;
        tally.journeys[0].begun = 7;
        tally.journeys[0].dropped = 2;
        tally.journeys[0].succeeded = 4;
        tally.journeys[0].failed = 2;
        tally.journeys[0].unfinished = 1;
        change.accept(tally);
        return tally;
    }

    private static long sum(Measured measured, String journey, java.util.function.ToLongFunction<JourneyDelta> figure) {
        return measured.deltas().stream()
                .map(WindowDelta::journeys)
                .filter(journeys -> journeys.containsKey(journey))
                .mapToLong(journeys -> figure.applyAsLong(journeys.get(journey)))
                .sum();
    }
}
