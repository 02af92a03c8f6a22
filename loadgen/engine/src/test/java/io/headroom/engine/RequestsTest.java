package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request carries as its scenario says, as it arrives at a server. */
@Timeout(60)
class RequestsTest {

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer(
                request -> ScriptedServer.raw("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nallow: GET\r\n\r\n"));
    }

    /** What arrives when one user does that. */
    private static List<ScriptedServer.Received> arriving(String steps) throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, "@Journey void a(User user) { " + steps + " }");
            assertThat(walked.failures()).isEmpty();
            return server.received;
        }
    }

    @Test
    void everyMethodHasItsCall() throws Exception {
        assertThat(arriving("""
                user.get("/").expect(200); user.head("/").expect(200); user.post("/").expect(200); user.put("/").expect(200);
                user.patch("/").expect(200); user.delete("/").expect(200); user.options("/").expect(200);
                """))
                .extracting(ScriptedServer.Received::method)
                .containsExactly("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    }

    @Test
    void queriesAreAppendedAndEncodedAndLeaveTheNameAlone() throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.get("/x/{id}", "ä").query("q", "a&b=c d").query("q", 2).expect(200);
                        user.get("/y?z=1").query("ü", "+").expect(200);
                        user.get("%s/w").query("v", 1).expect(200);
                    }
                    """.formatted(server.url("127.0.0.1")));
            assertThat(walked.names()).startsWith("GET /x/{id}", "GET /y?z=1");
            assertThat(server.received)
                    .extracting(ScriptedServer.Received::path)
                    .containsExactly("/x/%C3%A4?q=a%26b%3Dc%20d&q=2", "/y?z=1&%C3%BC=%2B", "/w?v=1");
        }
    }

    @Test
    void formsAreEncodedAsBrowsersDo() throws Exception {
        ScriptedServer.Received request = arriving("""
                user.post("/").form("name", "Ann & Bob").form("tag", "ä+").form("tag", 2).form("empty", "").expect(200);
                """).getFirst();
        assertThat(request.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(request.body()).isEqualTo("name=Ann+%26+Bob&tag=%C3%A4%2B&tag=2&empty=");
    }

    @Test
    void partsAreFieldsAndFilesThatAParserFinds() throws Exception {
        ScriptedServer.Received request = arriving("""
                user.post("/").part("title", "Käse").part("file", "a \\"b\\".txt", "text/plain", "one\\r\\ntwo".getBytes())
                        .part("file", "empty", "application/octet-stream", new byte[0]).expect(200);
                """).getFirst();
        String type = request.headers().get("content-type");
        assertThat(type).matches("multipart/form-data; boundary=[\\w-]{20,70}");
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        String[] parts = request.body().split(boundary, -1);
        assertThat(parts)
                .containsExactly(
                        "",
                        "\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nKäse\r\n",
                        "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a %22b%22.txt\"\r\n"
                                + "content-type: text/plain\r\n\r\none\r\ntwo\r\n",
                        "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"empty\"\r\n"
                                + "content-type: application/octet-stream\r\n\r\n\r\n",
                        "--\r\n");
    }

    @Test
    void textAndBytesGoAsTheyAre() throws Exception {
        List<ScriptedServer.Received> requests = arriving("""
                user.put("/").text("text/csv", "ä,b").expect(200);
                user.put("/").body("image/x", new byte[] {'x', 'y'}).expect(200);
                user.post("/").json(Map.of("a", List.of(1, "b"))).header("Content-Type", "application/x+json").expect(200);
                """);
        assertThat(requests)
                .extracting(ScriptedServer.Received::body)
                .containsExactly("ä,b", "xy", "{\"a\":[1,\"b\"]}");
        assertThat(requests)
                .extracting(request -> request.headers().get("content-type"))
                .containsExactly("text/csv", "image/x", "application/x+json");
    }

    @Test
    void theNearestHeaderOfANameIsTheOneThatIsSent() throws Exception {
        try (var server = server()) {
            var target = new Target(
                    URI.create(server.url("127.0.0.1")),
                    Map.of("X-One", "target", "X-Two", "target", "X-Three", "target"),
                    Duration.ofSeconds(5));
            Rehearsed.walk(target, """
                    @Journey void a(User user) {
                        user.header("x-two", "user");
                        user.header("x-three", "user");
                        user.header("x-three", "user again");
                        user.bearer("users");
                        user.get("/").header("X-THREE", "request").header("User-Agent", "me").expect(200);
                        user.get("/").basic("Ann", "pä:ss").expect(200);
                        user.get("/").bearer("own").expect(200);
                    }
                    @Journey void b(User user) { user.get("/").expect(200); }
                    """);
            assertThat(server.received)
                    .extracting(request -> request.headers().get("x-one") + ", "
                            + request.headers().get("x-two") + ", "
                            + request.headers().get("x-three"))
                    .containsExactly(
                            "target, user, request",
                            "target, user, user again",
                            "target, user, user again",
                            "target, target, target");
            assertThat(server.received)
                    .extracting(request -> request.headers().get("authorization"))
                    .containsExactly("Bearer users", "Basic QW5uOnDDpDpzcw==", "Bearer own", null);
            assertThat(server.received)
                    .extracting(request -> request.headers().get("user-agent"))
                    .startsWith("me", "headroom");
        }
    }

    @Test
    void aRequestsOwnTimeoutIsShorterOrLongerThanTheTargets() throws Exception {
        try (var server = new ScriptedServer(request -> {
            if (request.path().equals("/never")) {
                new CountDownLatch(1).await();
            }
            Thread.sleep(400); // longer than the target's timeout, which is what this is about
            return ScriptedServer.answer(200, "");
        })) {
            Rehearsed walked = Rehearsed.walk(server.target(Duration.ofMillis(100)), """
                    @Journey void a(User user) { user.get("/slow").timeout(Duration.ofSeconds(5)).expect(200); }
                    @Journey void b(User user) { user.get("/slow").expect(200); }
                    @Journey void c(User user) { user.get("/never").timeout(Duration.ofMillis(50)).expect(200); }
                    """);
            assertThat(walked.failures())
                    .containsExactly(
                            "timeout: GET /slow: no whole answer within the timeout",
                            "timeout: GET /never: no whole answer within the timeout");
            assertThat(walked.exchanges().get(1).service()).isBetween(Duration.ofMillis(90), Duration.ofMillis(390));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        user.post("/").json(1).form("a", 1).expect(200)                    | POST / was given a second body
        user.post("/").form("a", 1).text("a/b", "").expect(200)            | POST / was given a second body
        user.post("/").form("a", 1).part("b", 2).expect(200)               | a request has one body: either form fields or parts
        user.get("/").header("traceparent", "x").expect(200)               | the header traceparent is the engine's to set
        user.get("/").header("a", "b\\nc: d").expect(200)                  | the value of header a has a character that HTTP does not allow
        user.get("/").redirects(21).expect(200)                            | redirects takes 0 to 20, not 21
        user.get("/").timeout(Duration.ZERO).expect(200)                   | a timeout is longer than nothing, not PT0S
        user.get("/").expectBetween(300, 200)                              | GET /: expectBetween takes two status codes, the lower one first, not 300 and 200
        user.setCookie("a", "b;c")                                         | a cookie cannot be called "a" and have the value "b;c"
        """)
    void mistakesAreToldWithFileAndLine(String step, String message) throws Exception {
        try (var server = server()) {
            Rehearsed walked = Rehearsed.walk(server, "@Journey void a(User user) { " + step + "; }");
            assertThat(walked.failures())
                    .singleElement()
                    .asString()
                    .matches("scenario-exception: Test.java:5: Illegal\\w+Exception: .*")
                    .contains(message);
            assertThat(server.received).isEmpty();
        }
    }
}
