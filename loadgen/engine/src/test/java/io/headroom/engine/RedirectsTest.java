package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects are followed within a step, as browsers do (RFC 9110, section 15.4). */
@Timeout(60)
class RedirectsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** {@code /301/to/x} answers 301 to {@code /x}; everything else 200. */
    private static ScriptedServer server() throws Exception {
        return new ScriptedServer(RedirectsTest::answer);
    }

    private static byte[] answer(ScriptedServer.Received request) {
        int to = request.path().indexOf("/to/");
        return to < 0
                ? ScriptedServer.answer(200, "{}")
                : redirect(request.path().substring(1, to), request.path().substring(to + "/to".length()));
    }

    private static byte[] redirect(String status, String location) {
        return ScriptedServer.raw(
                "HTTP/1.1 " + status + " Elsewhere\r\nlocation: " + location + "\r\ncontent-length: 2\r\n\r\nno");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        301, POST, GET
        302, POST, GET
        303, POST, GET
        307, POST, POST
        308, POST, POST
        301, PUT,  PUT
        302, PUT,  PUT
        303, PUT,  GET
        307, PUT,  PUT
        303, HEAD, HEAD
        302, GET,  GET
        """)
    void theMethodAndTheBodyFollowTheStatus(int status, String method, String then) throws Exception {
        try (var server = new ScriptedServer(request -> request.method().equals("HEAD")
                ? ScriptedServer.raw(
                        request.path().equals("/x")
                                ? "HTTP/1.1 200 OK\r\n\r\n"
                                : "HTTP/1.1 303 Elsewhere\r\nlocation: /x\r\n\r\n")
                : answer(request))) {
            String body = method.equals("POST") || method.equals("PUT") ? ".json(List.of(1))" : "";
            Rehearsed walked =
                    Rehearsed.walk(server, """
                    @Journey void a(User user) { user.%s("/%d/to/x")%s.header("x-own", "1").expect(200); }
                    """.formatted(method.toLowerCase(java.util.Locale.ROOT), status, body));
            assertThat(walked.failures()).isEmpty();
            ScriptedServer.Received last = server.received.getLast();
            assertThat(last.method()).isEqualTo(then);
            assertThat(last.path()).isEqualTo("/x");
            assertThat(last.headers()).containsEntry("x-own", "1").containsKey("traceparent");
            if (then.equals("GET") || then.equals("HEAD")) {
                assertThat(last.headers()).doesNotContainKeys("content-type", "content-length");
            } else {
                assertThat(last.headers()).containsEntry("content-type", "application/json");
                assertThat(last.body()).isEqualTo("[1]");
            }
        }
    }

    @Test
    void manyHopsAreOneStepOfOneNameWhoseTimeIncludesThemAll() throws Exception {
        try (var server = new ScriptedServer(request -> {
                    if (request.path().contains("/to/")) {
                        Thread.sleep(20); // the server's own time, three times
                    }
                    return answer(request);
                });
                var session = Measured.open("""
                        @Journey void a(User user) {
                            var answer = user.get("/302/to/301/to/307/to/{id}", "x").expect(200);
                            user.check("hops", answer.redirects() == 3);
                        }
                        """, server.target(), Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 20, SECOND);
            assertThat(measured.report().totals().errors()).isEmpty();
            assertThat(measured.report().totals().started()).isEqualTo(20);
            assertThat(measured.requests()).containsOnlyKeys("GET /302/to/301/to/307/to/{id}");
            var latencies = measured.requests().get("GET /302/to/301/to/307/to/{id}");
            assertThat(latencies.response().getTotalCount()).isEqualTo(20);
            assertThat(latencies.response().getMinValue()).isGreaterThan(59_000);
            assertThat(latencies.service().getMinValue()).isGreaterThan(59_000);
        }
    }

    @Test
    void aCircleEndsAfterTwentyRedirectsOrAsManyAsAllowed() throws Exception {
        try (var server = new ScriptedServer(request -> redirect("302", "/again"))) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) { user.get("/a").expect(200); }
                    @Journey void b(User user) { user.get("/b").redirects(2).expect(200); }
                    """);
            assertThat(walked.failures())
                    .containsExactly(
                            "redirect-loop: GET /a: redirected more than 20 times, last to /again",
                            "redirect-loop: GET /b: redirected more than 2 times, last to /again");
            assertThat(server.received).hasSize(21 + 3);
        }
    }

    @Test
    void whatIsExpectedOrNotToBeFollowedIsAnAnswerOfItsOwn() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        var answer = user.get("/302/to/x").expect(302);
                        user.check("where", answer.header("Location").equals(Optional.of("/x")));
                        user.get("/303/to/x").expectBetween(300, 399);
                        user.get("/301/to/x").redirects(0).expect(200);
                    }
                    """);
            assertThat(walked.failures()).containsExactly("status-301: GET /301/to/x answered 301, expected 200");
            assertThat(server.received).hasSize(3);
        }
    }

    @Test
    void acrossOriginsNothingThatLogsInIsShown() throws Exception {
        try (var other = server();
                var home = new ScriptedServer(request -> redirect("307", other.url("localhost") + "/x?y=1"))) {
            var target = new Target(URI.create(home.url("127.0.0.1")), Map.of("x-target", "secret"), SECOND);
            Rehearsed walked = Rehearsed.walk(target, """
                    @Journey void a(User user) {
                        user.setCookie("session", "1");
                        user.bearer("t");
                        user.post("/a").header("x-own", "1").text("text/plain", "body").expect(200);
                        user.post("/a").header("Cookie", "b=2").basic("u", "p").expect(200);
                    }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(home.received)
                    .allSatisfy(request ->
                            assertThat(request.headers()).containsKeys("authorization", "cookie", "x-target"));
            assertThat(other.received).hasSize(2).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("/x?y=1");
                assertThat(request.headers())
                        .doesNotContainKeys("authorization", "cookie", "x-target")
                        .containsEntry("host", other.url("localhost").substring("http://".length()));
            });
            assertThat(other.received.getFirst().headers()).containsEntry("x-own", "1");
            assertThat(other.received.getFirst().body()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        b?c=1        | /a/b?c=1
        ../b         | /b
        ?q           | /a/x?q
        /ä b{1}      | /%C3%A4%20b%7B1%7D
        //HOST/c     | /c
        http://HOST  | /
        /c#part      | /c
        """)
    void whereItLeadsIsReadAsBrowsersDo(String location, String path) throws Exception {
        try (var server = new ScriptedServer(request -> request.path().equals("/a/x")
                ? redirect("302", location.replace("HOST", request.headers().get("host")))
                : ScriptedServer.answer(200, ""))) {
            Rehearsed walked = Rehearsed.walk(server, "@Journey void a(User user) { user.get(\"/a/x\").expect(200); }");
            assertThat(walked.failures()).isEmpty();
            assertThat(server.received.getLast().path()).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ftp://example.org/ | status-302: GET /a answered 302, expected 200
        http://:80:80/     | status-302: GET /a answered 302, expected 200
        http://x:99999/    | redirect-failed: GET /a: "99999" is not a port
        """)
    void whereItCannotLeadIsAnErrorNotAHang(String location, String failure) throws Exception {
        try (var server = new ScriptedServer(request -> redirect("302", location))) {
            Rehearsed walked = Rehearsed.walk(server, "@Journey void a(User user) { user.get(\"/a\").expect(200); }");
            assertThat(walked.failures()).singleElement().asString().startsWith(failure);
        }
    }

    @Test
    void theTimeoutIsForAllHopsTogether() throws Exception {
        try (var server = new ScriptedServer(request -> {
            Thread.sleep(40); // five hops take longer than is allowed
            return redirect("302", "/again");
        })) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) { user.get("/a").timeout(Duration.ofMillis(100)).expect(200); }
                    """);
            assertThat(walked.failures()).containsExactly("timeout: GET /a: no whole answer within the timeout");
            assertThat(server.received).hasSizeLessThan(5);
        }
    }
}
