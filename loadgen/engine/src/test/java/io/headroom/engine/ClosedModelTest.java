package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.data.RandomSource;
import io.headroom.engine.schedule.UserProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A number of users whose next journey follows their last one. */
@Tag("alone")
@Timeout(30)
class ClosedModelTest {
    private static final String GET = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
    private static final Duration DRAIN = Duration.ofSeconds(3);

    @Test
    void neverMoreUsersAreUnderWayThanAskedAndAllOfThemAre() throws Exception {
        var present = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = new ScriptedServer(
                        request -> {
                            most.accumulateAndGet(present.incrementAndGet(), Math::max);
                            Thread.sleep(10);
                            present.decrementAndGet();
                            return ScriptedServer.answer(200, "{}");
                        },
                        false);
                var session = Measured.open(GET, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            most.set(0);
            DriveReport report = drive(session, UserProfile.constant(12, Duration.ofSeconds(2)), Duration.ZERO);
            assertThat(most).hasValue(12);
            JourneyTotals journeys = report.journeys().get("look");
            assertThat(journeys.dropped()).isZero();
            assertThat(journeys.unfinished()).isZero();
            assertThat(journeys.begun())
                    .as("at most 100 a second of each user, who joins within 0.2 s")
                    .isBetween(500L, 2_400L)
                    .isEqualTo(journeys.succeeded())
                    .isEqualTo(report.kept().arrivals());
        }
    }

    @Test
    void aPauseLiesBetweenTwoJourneysOfAUserAndIsNotLatency() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(GET, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            var load = new Load.Closed(UserProfile.constant(10, Duration.ofSeconds(1)), Duration.ofMillis(200));
            Measured measured = Measured.drive(session, new Drive(1, load, DRAIN));
            assertThat(measured.report().totals().completed())
                    .as("each of ten users at its joining and then every 0.2 s and an answer's time")
                    .isBetween(30L, 50L);
            assertThat(measured.requests().get("GET /").response().getValueAtPercentile(90))
                    .isLessThan(150_000);
        }
    }

    @Test
    void usersJoinAndLeaveAsTheProfileSays() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(GET, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            UserProfile profile =
                    UserProfile.ramp(0, 20, Duration.ofSeconds(1)).then(UserProfile.ramp(20, 0, Duration.ofSeconds(1)));
            DriveReport report = drive(session, profile, Duration.ofMillis(50));
            assertThat((double) report.kept().arrivals())
                    .as("20 users · s, one journey of each every 50 ms and an answer's time")
                    .isCloseTo(390, within(90.0));
        }
    }

    @Test
    void aJourneyThatSendsNothingDoesNotKeepTheLoop() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"), false);
                var session = Measured.open(
                        GET + " @Journey void idle(User user) {}", server.target(), Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            DriveReport report = drive(session, UserProfile.constant(4, Duration.ofMillis(500)), Duration.ZERO);
            assertThat(report.journeys().get("look").succeeded()).isPositive();
            assertThat(report.journeys().get("idle").succeeded()).isPositive();
        }
    }

    @Test
    void dueTimesComeInOrderThoughTheyAreNotAddedInOrder() {
        var random = new RandomSource(3);
        var times = new DueTimes();
        List<Long> model = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                long due = i * 10L + random.nextInt(200);
                times.add(due);
                model.add(due);
                model.sort(null);
            } else if (!times.isEmpty()) {
                assertThat(times.removeFirst()).isEqualTo(model.removeFirst());
            }
        }
        assertThat(model).isNotEmpty();
    }

    private static DriveReport drive(LoadSession session, UserProfile users, Duration pause) throws SessionException {
        return session.drive(new Drive(1, new Load.Closed(users, pause), DRAIN), windows -> {});
    }
}
