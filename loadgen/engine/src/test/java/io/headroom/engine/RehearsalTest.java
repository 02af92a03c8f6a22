package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dry run: one user walks everything once, and people read what was said. */
@Timeout(60)
class RehearsalTest {
    private static final String SHOP = """
            final Pool<String> ids = Pool.of(10);
            @Setup(users = 20) void stock(User user) {
                ids.add(user.post("/items").json(Map.of("name", "a")).expect(201).at("/id"));
            }
            @Journey void look(User user) { user.get("/items/{id}", ids.any(user)).expect(200); }
            @Journey(share = 0) void aside(User user) { user.head("/aside").expect(200); }
            """;

    private static ScriptedServer shop() throws Exception {
        return new ScriptedServer(request -> ScriptedServer.answer(
                request.method().equals("POST") ? 201 : 200, request.method().equals("HEAD") ? "" : "{\"id\": \"7\"}"));
    }

    @Test
    void walksEachSetUpAndEachJourneyOfTheMixOnceAndTellsWholeMessages() throws Exception {
        try (var server = shop()) {
            Rehearsed walked = Rehearsed.walk(server, SHOP);
            assertThat(walked.names()).containsExactly("POST /items", "GET /items/{id}");
            assertThat(walked.failures()).isEmpty();
            Exchanged first = walked.exchanges().getFirst();
            assertThat(first.requestText())
                    .startsWith("POST /items HTTP/1.1\nhost: 127.0.0.1")
                    .contains("\ntraceparent: 00-48")
                    .endsWith("content-length: 12\n\n{\"name\":\"a\"}");
            assertThat(first.responseText())
                    .startsWith("HTTP/1.1 201 Whatever\ncontent-type: application/json\n")
                    .endsWith("\n\n{\"id\": \"7\"}");
            assertThat(first.service()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
            assertThat(server.received).hasSize(2);
        }
    }

    @Test
    void walksJourneysByNameInTheOrderAskedForAndRefusesOthers() throws Exception {
        try (var server = shop();
                var session = Measured.open(SHOP, server.target(), Measured.QUICK)) {
            List<Exchanged> told = new ArrayList<>();
            session.rehearse(List.of("aside", "look", "aside"), told::add);
            assertThat(told)
                    .extracting(Exchanged::name)
                    .containsExactly("POST /items", "HEAD /aside", "GET /items/{id}", "HEAD /aside");
            assertThatThrownBy(() -> session.rehearse(List.of("nothing"), told::add))
                    .isInstanceOf(SessionException.class)
                    .hasMessage("There is no journey nothing.");
            session.prepare(text -> {});
            assertThat(Measured.drive(session, 20, Duration.ofMillis(500)).errors())
                    .isEmpty();
        }
    }

    @Test
    void tellsFailuresByKindAndSentenceAndGoesOn() throws Exception {
        try (var server = new ScriptedServer(
                request -> ScriptedServer.answer(request.path().equals("/bad") ? 503 : 200, "{}"))) {
            Rehearsed walked = Rehearsed.walk(server, """
                    final Pool<String> none = Pool.of(1);
                    @Journey void a(User user) { user.get("/bad").expect(200, 404); }
                    @Journey void b(User user) { user.get("/ok").expect(200).at("/id"); }
                    @Journey void c(User user) { none.any(user); }
                    @Journey void d(User user) { user.get("/ok").expect(200); throw new IllegalStateException("no"); }
                    @Journey void e(User user) { user.get("http://127.0.0.1:1/").expect(200); }
                    """);
            assertThat(walked.names())
                    .containsExactly(
                            "GET /bad", "GET /ok", "journey c", "GET /ok", "journey d", "GET http://127.0.0.1:1/");
            assertThat(walked.failures())
                    .containsExactly(
                            "status-503: GET /bad answered 503, expected 200 or 404",
                            "body-mismatch: GET /ok answered a body that does not fit: nothing at /id",
                            "pool-empty: A pool is empty: let a @Setup method or an earlier journey add to it.",
                            "scenario-exception: Test.java:9: IllegalStateException: no",
                            "connect-refused: GET http://127.0.0.1:1/: cannot connect to http://127.0.0.1:1: connection"
                                    + " refused");
        }
    }

    @Test
    void shortensWhatLogsSomebodyInAndWhatIsLongOrNoText() throws Exception {
        try (var server = new ScriptedServer(request -> switch (request.path().split("\\?")[0]) {
            case "/login" ->
                ScriptedServer.raw("HTTP/1.1 200 OK\r\nset-cookie: session=0123456789abcdef; Path=/\r\n"
                        + "content-length: 41\r\n\r\n{\"access_token\": \"abcdefghijklmnopqrstu\"}");
            case "/long" -> ScriptedServer.answer(200, "x".repeat(5_000));
            default -> ScriptedServer.answer(200, "\u0000\u0001\u0002");
        })) {
            var target = new Target(
                    URI.create(server.url("127.0.0.1")),
                    Map.of("x-tenant-key", "tenant-secret-1234"),
                    Duration.ofSeconds(5));
            List<Exchanged> walked = Rehearsed.walk(target, """
                    @Journey void look(User user) {
                        user.post("/login").form("user", "ann").form("password", "correct horse battery").expect(200);
                        user.get("/long").bearer("eyJhbGciOiJub25lIn0.e30.").query("token", "0123456789abcdef").expect(200);
                        user.get("/image").basic("ann", "x").expect(200);
                    }
                    """).exchanges();
            assertThat(walked.get(0).requestText())
                    .contains("\nx-tenant-key: tena…\n")
                    .endsWith("user=ann&password=corr…");
            assertThat(walked.get(0).responseText())
                    .contains("set-cookie: session=0123…; Path=/")
                    .endsWith("{\"access_token\": \"abcd…\"}");
            assertThat(walked.get(1).requestText())
                    .startsWith("GET /long?token=0123… HTTP/1.1")
                    .contains("authorization: Bearer eyJh…\n", "cookie: session=0123…");
            assertThat(walked.get(1).responseText()).endsWith("xxx… (5000 bytes in all)");
            assertThat(walked.get(2).requestText()).contains("authorization: Basic …\n");
            assertThat(walked.get(2).responseText()).endsWith("\n\n(3 bytes that are no text)");
            assertThat(server.received.get(1).headers())
                    .containsEntry("authorization", "Bearer eyJhbGciOiJub25lIn0.e30.");
        }
    }

    @Test
    void tellsEveryRedirectOnTheWay() throws Exception {
        try (var server = new ScriptedServer(request -> request.path().equals("/new")
                ? ScriptedServer.answer(200, "here")
                : ScriptedServer.raw("HTTP/1.1 301 Moved\r\nlocation: /new\r\ncontent-length: 0\r\n\r\n"))) {
            Rehearsed walked = Rehearsed.walk(server, "@Journey void a(User user) { user.get(\"/old\").expect(200); }");
            assertThat(walked.names()).containsExactly("GET /old", "GET /old");
            assertThat(walked.exchanges().get(0).responseText()).startsWith("HTTP/1.1 301 Moved\nlocation: /new");
            assertThat(walked.exchanges().get(1).requestText()).startsWith("GET /new HTTP/1.1");
        }
    }

    @Test
    void aStopEndsIt() throws Exception {
        try (var server = new ScriptedServer(request -> {
                    new CountDownLatch(1).await();
                    return new byte[0];
                });
                var session = Measured.open(
                        "@Journey void a(User user) { user.get(\"/\").expect(200); }",
                        server.target(Duration.ofSeconds(30)),
                        Measured.QUICK)) {
            var stopper = Thread.ofVirtual().unstarted(() -> {
                while (server.received.isEmpty()) {
                    Thread.onSpinWait();
                }
                session.stop();
            });
            List<Exchanged> told = new ArrayList<>();
            stopper.start();
            assertThatThrownBy(() -> session.rehearse(List.of(), told::add)).hasMessage("The rehearsal was stopped.");
            assertThat(told)
                    .extracting(Exchanged::failure)
                    .containsExactly("unfinished: no answer until the journey was cut off");
        }
    }
}
