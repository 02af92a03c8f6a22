package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.schedule.Pacing;
import io.headroom.engine.schedule.Spacing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator watches itself, and tells its own failings from the target's. */
@Tag("alone")
@Timeout(30)
class GeneratorTest {
    private static final String GET = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
    private static final EngineSettings USUAL_LIMITS =
            Measured.QUICK.withLoops(1).withLimits(Duration.ofMillis(50), Duration.ofMillis(500));

    @Test
    void aTargetThatIsTooSlowByFarFailsAndDoesNotMakeTheMeasurementInvalid() throws Exception {
        var slow = new AtomicBoolean();
        try (var server = new ScriptedServer(
                        request -> {
                            if (slow.get()) {
                                Thread.sleep(500);
                            }
                            return ScriptedServer.answer(200, "{}");
                        },
                        false);
                var session = Measured.open(
                        GET, server.target(), Measured.QUICK.withObjectiveLatency(Duration.ofMillis(10)))) {
            session.prepare(text -> {});
            slow.set(true);
            DriveReport report =
                    Measured.drive(session, 2_000, Duration.ofSeconds(2)).report();
            assertThat(report.totals().dropped())
                    .as("80 of them at a time, twice a second")
                    .isGreaterThan(3_400L);
            assertThat(report.health().valid()).as("%s", report.health()).isTrue();
            assertThat(report.health().droppedArrivals())
                    .isEqualTo(report.totals().dropped());
            assertThat(report.shortages())
                    .extracting(Shortage::of)
                    .containsExactly(Shortage.Of.USERS, Shortage.Of.TARGET);
        }
    }

    @Test
    void aGeneratorWithoutCpuIsInvalidAndSaysSo() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open("""
                        @Journey void burn(User user) {
                            user.get("/").expect(200);
                            for (long end = System.nanoTime() + 5_000_000; System.nanoTime() < end; ) Thread.onSpinWait();
                        }
                        """, server.target(), USUAL_LIMITS)) {
            session.prepare(text -> {});
            DriveReport report =
                    Measured.drive(session, 600, Duration.ofSeconds(2)).report();
            assertThat(report.health().valid()).isFalse();
            assertThat(report.health().reasons())
                    .as("three times what one core can do")
                    .anyMatch(reason -> reason.contains("late") && reason.contains("short of CPU"));
            assertThat(report.shortages()).extracting(Shortage::of).contains(Shortage.Of.GENERATOR);
            assertThat(report.shortages()).extracting(Shortage::of).doesNotContain(Shortage.Of.TARGET);
        }
    }

    @Test
    void codeThatKeepsItsLoopIsNamedByJourneyAndLine() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open("""
                        private int calls;
                        @Journey void look(User user) {
                            user.get("/").expect(200);
                            if (++calls % 40 == 0) block();
                        }
                        void block() {
                            long end = System.nanoTime() + 900_000_000L;
                            while (System.nanoTime() < end) Thread.onSpinWait();
                        }
                        """, server.target(), USUAL_LIMITS)) {
            session.prepare(text -> {});
            DriveReport report =
                    Measured.drive(session, 100, Duration.ofSeconds(1)).report();
            assertThat(report.health().valid()).isFalse();
            assertThat(report.health().reasons())
                    .anyMatch(reason -> reason.startsWith("an event loop stood still for")
                            && reason.endsWith("; journey look at Test.java:12 kept a loop"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TICK", "EXACT"})
    void theReportSaysWhichScheduleWasKept(Pacing pacing) throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(
                        GET, server.target(), Measured.QUICK.withPacing(pacing).withSpacing(Spacing.POISSON))) {
            session.prepare(text -> {});
            Kept kept =
                    Measured.drive(session, 500, Duration.ofSeconds(1)).report().kept();
            assertThat(kept.spacing()).isEqualTo(Spacing.POISSON);
            assertThat(kept.pacing()).isEqualTo(pacing);
            assertThat((double) kept.arrivals()).isCloseTo(500, within(5 * Math.sqrt(500)));
            assertThat(kept.within01Millis()).isBetween(0.0, kept.within1Millis());
            assertThat(kept.within1Millis()).isBetween(0.0, kept.within10Millis());
        }
    }

    @Test
    void exactPacingKeepsTheSpacingBetterThanTicks() throws Exception {
        assertThat(withinATenthOfAMillisecond(Pacing.EXACT)).isGreaterThan(withinATenthOfAMillisecond(Pacing.TICK));
    }

    private static double withinATenthOfAMillisecond(Pacing pacing) throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(
                        GET, server.target(), Measured.QUICK.withLoops(1).withPacing(pacing))) {
            session.prepare(text -> {});
            Measured.drive(session, 3_000, Duration.ofMillis(500)); // warms both sides
            return Measured.drive(session, 3_000, Duration.ofSeconds(1))
                    .report()
                    .kept()
                    .within01Millis();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 100, 800",
        "0, 0, 1, 64",
        "0, 0, 9000, 20000",
        "0, 200, 1000, 800",
        "0, 1, 1000, 64",
        "7, 200, 1000, 7"
    })
    void workInFlightIsBoundedByTheObjectiveUnlessSet(int set, long objectiveMillis, double perSecond, int bound) {
        EngineSettings settings =
                EngineSettings.defaults().withInFlightMax(set).withObjectiveLatency(Duration.ofMillis(objectiveMillis));
        assertThat(Models.inFlightMax(settings, perSecond)).isEqualTo(bound);
        assertThat(Models.inFlightMax(settings.withFleet(1, 2), 2 * perSecond))
                .as("each of two agents takes half")
                .isEqualTo(bound);
    }
}
