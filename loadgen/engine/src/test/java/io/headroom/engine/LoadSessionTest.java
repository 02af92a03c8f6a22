package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.engine.measurement.WindowDelta;
import io.headroom.engine.scenario.CompiledScenario;
import io.headroom.engine.scenario.ScenarioCompilerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session does when all is well, over real sockets: rates, counts, headers, pools, branches, think time, stops. */
@Tag("alone")
@Timeout(60)
class LoadSessionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void countsAddUpAndTheRateIsKept() throws Exception {
        var answered = new AtomicInteger();
        try (var server = new ScriptedServer(
                        request -> ScriptedServer.answer(answered.incrementAndGet() % 10 == 0 ? 503 : 200, "{}"));
                var session = Measured.open("""
                        @Journey(share = 1) void two(User user) {
                            user.get("/items/{id}", user.random(9)).expect(200);
                            user.get("/items?tag={tag}", user.zipf(5, "tag")).expect(200);
                        }
                        @Journey(share = 1) void one(User user) { user.post("/items").json(Map.of("a", 1)).expect(200); }
                        """, server.target(), Measured.QUICK)) {
            Preparation preparation = session.prepare(text -> {});
            int before = answered.get();
            Measured measured = Measured.drive(session, 600, SECOND);
            Totals totals = measured.report().totals();

            assertThat(preparation.requestsPerJourney()).isCloseTo(1.5, within(0.01));
            assertThat(measured.report().kept().journeysPerSecond()).isCloseTo(400, within(3.0));
            assertThat(totals.started()).isEqualTo(answered.get() - before).isEqualTo(measured.sent());
            assertThat(totals.completed()).isEqualTo(measured.completed());
            assertThat(totals.errors()).isEqualTo(measured.errors()).containsOnlyKeys("status-503");
            assertThat(totals.started())
                    .isEqualTo(totals.completed() + totals.errors().get("status-503") + totals.unfinished());
            assertThat(totals.offered()).isEqualTo(measured.offered());
            assertThat(totals.offered())
                    .as("steps that failed journeys never issued are counted")
                    .isCloseTo(600L, within(8L));
            assertThat(totals.unfinished()).isZero();
            assertThat(totals.dropped()).isZero();
            assertThat(measured.requests().keySet())
                    .containsExactlyInAnyOrder("GET /items/{id}", "GET /items?tag={tag}", "POST /items");
            assertThat(measured.requests().values().stream()
                            .mapToLong(l -> l.response().getTotalCount())
                            .sum())
                    .isEqualTo(totals.completed());
            assertThat(measured.deltas().stream()
                            .filter(d -> d.index() < 4)
                            .mapToInt(WindowDelta::index)
                            .distinct())
                    .hasSize(4);
        }
    }

    @Test
    void everyRequestCarriesTheTargetsHeadersAndItsTrace() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"))) {
            var target = new Target(server.target().baseUrl(), Map.of("X-Headroom-Agent", "run.1.x"), SECOND);
            try (var session = Measured.open(
                    "@Journey void look(User user) { user.get(\"/\").header(\"X-One\", \"1\").expect(200); }",
                    target,
                    Measured.QUICK.withRun("r"))) {
                session.prepare(text -> {});
                server.received.clear();
                Measured.drive(session, Drive.atRate(258, 50, Duration.ofMillis(200), SECOND));
            }
            assertThat(server.received).hasSize(10).allSatisfy(request -> {
                assertThat(request.headers())
                        .containsEntry("x-headroom-agent", "run.1.x")
                        .containsEntry("x-one", "1");
                assertThat(request.headers()).containsKeys("host", "user-agent");
                assertThat(request.headers().get("traceparent"))
                        .matches("00-48[0-9a-f]{12}0102[0-9a-f]{14}-[0-9a-f]{16}-03");
            });
            assertThat(server.received.stream()
                            .map(r -> r.headers().get("traceparent"))
                            .distinct())
                    .hasSize(10);
        }
    }

    @Test
    void usersRunOnTheirLoop() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open("""
                        @Journey void where(User user) {
                            user.post("/first").text("text/plain", Thread.currentThread().toString()).expect(200);
                            user.think(Duration.ofMillis(5));
                            user.post("/then").text("text/plain", Thread.currentThread().toString()).expect(200);
                        }
                        """, server.target(), Measured.QUICK)) {
            assertThat(session.prepare(text -> {}).warnings()).isEmpty();
            assertThat(server.received)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.body())
                            .startsWith("VirtualThread[")
                            .contains("headroom-loop"));
        }
    }

    @Test
    void setUpFillsPoolsThatJourneysReadAndThatSurviveSteps() throws Exception {
        var ids = new AtomicInteger();
        try (var server = new ScriptedServer(request -> request.method().equals("POST")
                        ? ScriptedServer.answer(201, "{\"id\": \"" + ids.incrementAndGet() + "\", \"extra\": 1}")
                        : ScriptedServer.answer(200, request.path()));
                var session = Measured.open("""
                        record Made(String id) {}
                        final Pool<String> made = Pool.of(100);
                        @Setup(users = 25) void make(User user) {
                            made.add(user.post("/things").json(Map.of("name", user.unique("n"))).expect(201).as(Made.class).id());
                        }
                        @Journey void look(User user) {
                            String id = made.any(user);
                            if (!user.get("/things/{id}", id).expect(200).text().equals("/things/" + id)) throw new IllegalStateException();
                        }
                        """, server.target(), Measured.QUICK)) {
            long begun = System.nanoTime();
            session.prepare(text -> {});
            assertThat(ids).hasValue(25);
            assertThat(System.nanoTime() - begun)
                    .as("at most 50 users a second")
                    .isGreaterThan(400_000_000L);
            for (int step = 0; step < 3; step++) {
                assertThat(Measured.drive(session, 50, Duration.ofMillis(400))
                                .report()
                                .totals()
                                .completed())
                        .isEqualTo(20);
            }
            assertThat(server.received.stream()
                            .filter(r -> r.method().equals("POST"))
                            .map(ScriptedServer.Received::body)
                            .distinct())
                    .as("unique values")
                    .hasSize(25);
            assertThat(server.connections()).as("connections are kept").isLessThan(20);
        }
    }

    @Test
    void branchesRunAtTheSameTimeAndOneFailureFailsTheJourney() throws Exception {
        var together = new Semaphore(0);
        try (var server = new ScriptedServer(request -> {
                    if (request.path().startsWith("/side")) {
                        together.release();
                        while (!together.tryAcquire(3, 3, TimeUnit.SECONDS)) {
                            return ScriptedServer.answer(500, "");
                        }
                        together.release(3);
                    }
                    return ScriptedServer.answer(request.path().equals("/side/2") ? 404 : 200, "{}");
                });
                var session = Measured.open(
                        """
                        @Journey void split(User user) {
                            user.get("/before").expect(200);
                            try {
                                user.parallel(
                                    () -> user.get("/side/{n}", 1).expect(200),
                                    () -> { user.think(Duration.ofMillis(20)); user.get("/side/{n}", 2).expect(200); },
                                    () -> { user.get("/side/{n}", 3).expect(200); user.get("/tail").expect(200); });
                            } catch (FailedStepException expected) {
                                user.get("/after/{kind}", expected.kind()).expect(200);
                            }
                        }
                        """, server.target(), Measured.QUICK.withInFlightMax(1).withLoops(1))) {
            Preparation preparation = session.prepare(text -> {});
            assertThat(preparation.requestsPerJourney()).isEqualTo(6);
            assertThat(server.received).anyMatch(request -> request.path().equals("/after/status-404"));
            assertThat(server.received).noneMatch(request -> request.path().equals("/after/status-500"));
        }
    }

    @Test
    void thinkTimeSeparatesStepsAndIsNotLatency() throws Exception {
        List<Long> first = new CopyOnWriteArrayList<>();
        List<Long> second = new CopyOnWriteArrayList<>();
        try (var server = new ScriptedServer(request -> {
                    (request.path().equals("/a") ? first : second).add(System.nanoTime());
                    return ScriptedServer.answer(200, "{}");
                });
                var session = Measured.open("""
                        @Journey void slowly(User user) {
                            user.get("/a").expect(200);
                            user.think(Duration.ofMillis(150));
                            user.get("/b").expect(200);
                        }
                        """, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            first.clear();
            second.clear();
            Measured measured = Measured.drive(session, 100, SECOND);
            assertThat(measured.report().totals().completed()).isEqualTo(100);
            assertThat(measured.requests().get("GET /b").response().getValueAtPercentile(50))
                    .isLessThan(50_000);
        }
        first.sort(null);
        second.sort(null);
        for (int nth = 0; nth < 50; nth++) {
            assertThat(second.get(nth) - first.get(nth))
                    .as("the %s. second step follows the %s. first", nth, nth)
                    .isGreaterThanOrEqualTo(150_000_000L);
        }
    }

    @Test
    void aStopEndsADriveAtOnce() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); user.think(Duration.ofMillis(300)); }",
                        server.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            var firstWindows = new CountDownLatch(1);
            long begun = System.nanoTime();
            var drive = CompletableFuture.supplyAsync(() -> {
                try {
                    return session.drive(
                            Drive.atRate(1, 200, Duration.ofMinutes(5), Duration.ofMinutes(1)),
                            windows -> firstWindows.countDown());
                } catch (SessionException e) {
                    throw new IllegalStateException(e);
                }
            });
            firstWindows.await();
            long stopped = System.nanoTime();
            session.stop();
            assertThat(drive.get().stopped()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(2));
            assertThat(Duration.ofNanos(stopped - begun))
                    .as("windows come every second")
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(Measured.drive(session, 50, Duration.ofMillis(400))
                            .report()
                            .totals()
                            .completed())
                    .as("a stop ends one drive only")
                    .isEqualTo(20);
        }
    }

    @Test
    void theShippedScenarioRunsAgainstAServiceOfItsKind() throws Exception {
        List<String> profiles = new CopyOnWriteArrayList<>();
        try (var server = new ScriptedServer(request -> {
                    if (request.method().equals("POST")) {
                        profiles.add(request.body());
                        return ScriptedServer.answer(
                                201, request.body().replaceFirst("\\{", "{\"id\":\"" + profiles.size() + "\","));
                    }
                    if (request.path().startsWith("/profiles?tag=")) {
                        String tag =
                                "\"" + request.path().substring(request.path().indexOf('=') + 1) + "\"";
                        return ScriptedServer.answer(
                                200,
                                profiles.stream()
                                        .filter(p -> p.contains(tag))
                                        .limit(20)
                                        .map(p -> p.replaceFirst("\\{", "{\"id\":\"1\","))
                                        .collect(Collectors.joining(",", "[", "]")));
                    }
                    return ScriptedServer.answer(200, "{}");
                });
                var session = LoadSession.open(
                        CompiledScenario.compile("ProfileJourneys.java", ScenarioCompilerTest.shipped()),
                        server.target(),
                        EngineSettings.defaults().withWarmUp(SECOND))) {
            Preparation preparation = session.prepare(text -> {});
            assertThat(preparation.requestsPerJourney()).isBetween(2.4, 3.3);
            Measured measured = Measured.drive(session, 100, Duration.ofSeconds(2));
            assertThat(measured.report().totals().errors()).isEmpty();
            assertThat(measured.report().totals().completed()).isCloseTo(200L, within(25L));
            assertThat(measured.requests().keySet())
                    .containsExactlyInAnyOrder(
                            "POST /profiles", "GET /profiles/{id}", "PUT /profiles/{id}", "GET /profiles?tag={tag}");
        }
    }
}
