package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.engine.measurement.WindowDelta;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong while a session prepares or drives is named by its kind and by whose fault it is. */
@Timeout(60)
class SessionFailureTest {
    private static final String GET = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aBadAnswerIsAnErrorOfANamedKind() throws Exception {
        Map<String, String> kinds = Map.of(
                "HTTP/1.1 500 No~content-length: 0~~", "status-500",
                "nonsense~~", "malformed-response",
                "HTTP/1.1 200 OK~content-length: 99999999999~~", "response-too-large",
                "HTTP/1.1 200 OK~content-length: 7~~not js", "timeout",
                "HTTP/1.1 200 OK~content-length: 6~~not js", "body-mismatch",
                "HTTP/1.1 200 OK~content-length: 2~~{}", "body-mismatch",
                "HTTP/1.1 200 OK~x: \u0000close~~", "malformed-response",
                "HTTP/1.1 200 OK~content-length: 9~~\u0000close", "connection-closed",
                "HTTP/1.1 200 OK~~\u0000close", "body-mismatch");
        String good = "HTTP/1.1 200 OK~content-length: 10~~{\"a\": \"b\"}";
        var answer = new AtomicReference<>(good);
        try (var server = new ScriptedServer(
                        request -> ScriptedServer.raw(answer.get().replace("~", "\r\n")));
                var session = Measured.open("""
                        record Body(String a) {}
                        @Journey void look(User user) { user.get("/").expect(200).as(Body.class); }
                        """, server.target(Duration.ofMillis(300)), Measured.QUICK)) {
            session.prepare(text -> {});
            for (var bad : kinds.entrySet()) {
                answer.set(bad.getKey());
                DriveReport report =
                        Measured.drive(session, 100, Duration.ofMillis(200)).report();
                assertThat(report.totals().errors()).as(bad.getKey()).containsExactly(Map.entry(bad.getValue(), 20L));
                assertThat(report.totals().started()).isEqualTo(20);
                assertThat(report.health().valid())
                        .as("the target's fault, not ours")
                        .isTrue();
            }
            answer.set(good);
            assertThat(Measured.drive(session, 100, Duration.ofMillis(200))
                            .report()
                            .totals()
                            .completed())
                    .as("the session recovers")
                    .isEqualTo(20);
        }
    }

    @Test
    void aDeadTargetIsNamed() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var target = new Target(URI.create("http://127.0.0.1:" + port), Map.of(), SECOND);
        try (var session = Measured.open(GET, target, Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .isInstanceOfSatisfying(
                            SessionException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PLATFORM))
                    .hasMessage("cannot reach http://127.0.0.1:" + port + ": connection refused");
        }
    }

    @Test
    void aTargetThatDiesIsAnErrorOfANamedKind() throws Exception {
        var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
        try (server;
                var session = Measured.open(GET, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            server.close();
            Measured measured = Measured.drive(session, 100, Duration.ofMillis(300));
            assertThat(measured.report().totals().errors()).containsOnlyKeys("connect-refused");
            assertThat(measured.report().totals().errors().get("connect-refused"))
                    .isEqualTo(30);
            assertThat(measured.sent()).isZero();
        }
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCounted() throws Exception {
        var hang = new CountDownLatch(1);
        var hanging = new AtomicInteger();
        try (var server = new ScriptedServer(request -> {
                    if (hanging.get() == 1) {
                        hang.await();
                    }
                    return ScriptedServer.answer(200, "{}");
                });
                var session = Measured.open(GET, server.target(), Measured.QUICK.withInFlightMax(20))) {
            session.prepare(text -> {});
            hanging.set(1);
            Measured measured = Measured.drive(session, Drive.atRate(1, 200, SECOND, Duration.ofMillis(100)));
            hang.countDown();
            Totals totals = measured.report().totals();
            assertThat(totals.dropped()).isEqualTo(180);
            assertThat(measured.dropped()).isEqualTo(180);
            assertThat(totals.offered()).isEqualTo(200);
            assertThat(totals.started()).isEqualTo(20).isEqualTo(totals.unfinished());
            assertThat(measured.deltas().stream()
                            .filter(delta -> delta.index() == 2)
                            .mapToLong(WindowDelta::inFlight)
                            .sum())
                    .isEqualTo(20);
            assertThat(measured.report().health())
                    .as("the target's fault, unless this machine stood still")
                    .matches(health -> health.valid() || health.stallMillisMax() > 100);

            hanging.set(0);
            assertThat(Measured.drive(session, 50, SECOND).report().totals().completed())
                    .isEqualTo(50);
        }
    }

    @Test
    void anEmptyPoolIsAnErrorOfItsOwnKindAndTheAuthors() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "final Pool<String> none = Pool.of(1); @Journey void look(User user) { none.any(user); }",
                        server.target(),
                        Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .isInstanceOfSatisfying(
                            SessionException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                    .hasMessageContaining("journey look fails: A pool is empty");
        }
    }

    @Test
    void codeOfTheScenarioThatFailsIsNamedWithItsLine() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "@Journey void look(User user) {\n  Object nothing = null;\n  nothing.toString();\n}",
                        server.target(),
                        Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .hasMessageContaining("Test.java:7: NullPointerException");
        }
    }

    @Test
    void aRequestThatIsNeverSentIsReported() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\"); }", server.target(), Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .hasMessageContaining("GET / was built and never sent");
        }
    }

    @Test
    void aScenarioThatNeverGivesItsLoopBackIsReported() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open("""
                        @Journey void spin(User user) {
                            user.get("/").expect(200);
                            long end = System.nanoTime() + 3_500_000_000L;
                            while (System.nanoTime() < end) Thread.onSpinWait();
                        }
                        """, server.target(), Measured.QUICK.withLoops(1))) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(session::stop);
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .isInstanceOfSatisfying(
                            SessionException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                    .hasMessageContaining("keeps it busy between two steps, journey spin at Test.java:8");
        }
    }
}
