package io.headroom.authoring.har;

import static io.headroom.authoring.Archive.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.authoring.Archive;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.WrittenScenario;
import io.headroom.authoring.traffic.TrafficScenario;
import io.headroom.engine.scenario.CompiledScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an archive: code that compiles and that a person can read. */
class HarScenarioTest {
    private static final String SHOP = "https://shop.example";

    @TempDir
    Path folder;

    @Test
    void aPageBecomesAJourneyWhoseRequestsPassOnWhatAnswersGave() throws Exception {
        WrittenScenario written = written(new Archive()
                .page("Checkout – The Shop")
                .send(
                        "POST",
                        SHOP + "/api/orders",
                        "{\"article\": \"tea\", \"count\": 2}",
                        201,
                        "{\"id\": 4711, \"state\": \"new\"}")
                .pause(1_234)
                .get(SHOP + "/api/orders/4711", 200, "{\"id\": 4711}")
                .pause(99)
                .send("PUT", SHOP + "/api/orders/4711", "{\"article\": \"tea\", \"count\": 3}", 200, "{}"));
        assertThat(written.source()).contains("""
                    @Journey
                    void checkoutTheShop(User user) {
                        // Later requests carry what this answer gives.
                        String orderId = user.post("/api/orders")
                                .json(new NewOrder("tea", 2))
                                .expect(201)
                                .at("/id");
                        user.think(Duration.ofMillis(1_200));
                        user.get("/api/orders/{id}", orderId).expect(200);
                        user.put("/api/orders/{id}", orderId)
                                .json(new NewOrder("tea", 3))
                                .expect(200);
                    }
                """);
    }

    @Test
    void secretsNeverReachTheFile() throws Exception {
        WrittenScenario written = written(new Archive()
                .send(
                        "POST",
                        SHOP + "/login",
                        "{\"user\": \"ann\", \"password\": \"tr0ub4dor\"}",
                        200,
                        "{\"ok\": true}")
                .entry(
                        "GET",
                        SHOP + "/me?api_key=k3y-k3y-k3y",
                        200,
                        "{}",
                        headers(Map.of(
                                "Authorization",
                                "Bearer s3cr3t-s3cr3t",
                                "Cookie",
                                "sid=c00kie-c00kie",
                                "X-Api-Key",
                                "abcdef123456")))
                .entry("GET", SHOP + "/basic", 200, "{}", headers(Map.of("Authorization", "Basic YW5uOmhlbGxvMTIz")))
                .entry(
                        "POST",
                        SHOP + "/note",
                        200,
                        "{}",
                        entry -> Archive.posted(
                                entry, "text/plain", "my token is s3cr3t-s3cr3t\nand my password tr0ub4dor")));
        assertThat(written.source())
                .doesNotContain(
                        "tr0ub4dor", "s3cr3t", "c00kie", "k3y-k3y", "abcdef123456", "YW5uOmhlbGxvMTIz", "hello123")
                .contains("user.bearer(BEARER_TOKEN);")
                .contains(".basic(\"ann\", PASSWORD2)")
                .contains(
                        "private static final String PASSWORD = System.getenv().getOrDefault(\"PASSWORD\", \"redacted\");");
        assertThat(written.warnings())
                .contains(
                        "the bearer token is a secret and was redacted: set the environment variable BEARER_TOKEN where the scenario runs")
                .hasSize(5);
    }

    @Test
    void aTokenThatALogInGaveIsPassedOnRatherThanRedacted() throws Exception {
        WrittenScenario written = written(new Archive()
                .submit(SHOP + "/token", "grant_type=password&username=ann&password=tr0ub4dor", 200, "")
                .send(
                        "POST",
                        SHOP + "/session",
                        "{}",
                        200,
                        "{\"access_token\": \"s3cr3t-s3cr3t\", \"csrf\": \"0123456789abcdef\"}")
                .entry(
                        "GET",
                        SHOP + "/me",
                        200,
                        "{}",
                        headers(Map.of("Authorization", "Bearer s3cr3t-s3cr3t", "X-Csrf-Token", "0123456789abcdef"))));
        assertThat(written.source())
                .contains("String accessToken = sessionAnswer.at(\"/access_token\");")
                .contains("user.bearer(accessToken);")
                .contains(".header(\"X-Csrf-Token\", csrf)")
                .contains(".form(\"username\", \"ann\")")
                .contains(".form(\"password\", PASSWORD)")
                .doesNotContain("BEARER_TOKEN");
    }

    @Test
    void aFormsHiddenFieldAndALocationArePassedOn() throws Exception {
        WrittenScenario written = written(new Archive()
                .entry(
                        "GET",
                        SHOP + "/notes/new",
                        200,
                        "<form><input type=hidden name=\"_csrf\" value=\"tok-93847-abc\"></form>",
                        Archive.type("text/html"))
                .entry("POST", SHOP + "/notes", 303, "", entry -> {
                    Archive.posted(entry, "application/x-www-form-urlencoded", "_csrf=tok-93847-abc&text=a+b%26c");
                    Archive.answered("Location", "/notes/17").accept(entry);
                })
                .entry("GET", SHOP + "/notes/17", 200, "<a href=\"/notes/17/parts/99\">", Archive.type("text/html"))
                .get(SHOP + "/notes/17/parts/99", 200, "{}"));
        assertThat(written.source())
                .contains("String csrf = user.get(\"/notes/new\").expect(200).field(\"_csrf\");")
                .contains(".form(\"_csrf\", csrf)")
                .contains(".form(\"text\", \"a b&c\")")
                .contains(".expect(303)")
                .contains("user.get(\"/notes/{id}\", noteId)")
                .contains("user.get(\"/notes/{noteId}/parts/{partId}\", noteId, partId).expect(200);");
    }

    @Test
    void whatABrowserDoesByItselfIsLeftOutAndCounted() throws Exception {
        WrittenScenario written = written(
                new Archive()
                        .entry("GET", SHOP + "/", 200, "<html>", Archive.type("text/html"))
                        .entry("GET", SHOP + "/logo.png", 200, "", Archive.type("image/png"))
                        .entry("GET", SHOP + "/app.js?v=2", 200, "", Archive.type("text/javascript"))
                        .entry("GET", SHOP + "/style", 200, "", entry -> entry.put("_resourceType", "stylesheet"))
                        .entry("GET", "https://www.google-analytics.com/collect?x=1", 200, "", entry -> {})
                        .entry("GET", "https://cdn.example/data.json", 200, "{}", entry -> {})
                        .entry("GET", "https://api.shop.example/items", 200, "{}", entry -> {})
                        .entry(
                                "OPTIONS",
                                SHOP + "/api",
                                204,
                                "",
                                headers(Map.of("Access-Control-Request-Method", "PUT")))
                        .entry("GET", SHOP + "/slow", 0, "", entry -> {})
                        .entry("GET", SHOP + "/again", 200, "", entry -> entry.put("_fromCache", "disk"))
                        .entry("GET", "wss://shop.example/live", 101, "", entry -> {})
                        .entry("GET", "data:image/png;base64,AA==", 200, "", entry -> {})
                        .get(SHOP + "/api/items", 200, "[]"),
                "api.shop.example");
        assertThat(written.summary())
                .containsExactly(
                        "3 requests of api.shop.example, shop.example in 1 journey",
                        "left out: 1 × CORS preflight",
                        "left out: 1 × WebSocket",
                        "left out: 1 × another host (cdn.example)",
                        "left out: 1 × answered by the browser's cache",
                        "left out: 1 × failed or aborted",
                        "left out: 1 × not HTTP (data:)",
                        "left out: 3 × static file",
                        "left out: 1 × tracking (www.google-analytics.com)");
        assertThat(written.source()).contains("user.get(\"https://api.shop.example/items\").expect(200);");
    }

    @Test
    void pagesAreJourneysUnlessTheyDependOnEachOther() throws Exception {
        WrittenScenario written = written(new Archive()
                .page("https://shop.example/")
                .get(SHOP + "/items", 200, "[{\"id\": \"a1b2c3d4e5\"}]")
                .page("Help")
                .get(SHOP + "/help?q=", 200, "{}")
                .page("Item")
                .get(SHOP + "/items/a1b2c3d4e5", 200, "{}")
                .page("help")
                .get(SHOP + "/help?q=a%20b&filter[x]=%7B1%7D&class=c", 200, "{}"));
        assertThat(written.source())
                .contains("void items(User user)", "void help(User user)", "void help2(User user)")
                .doesNotContain("void item(User user)")
                .contains("user.get(\"/items/{id}\", itemId).expect(200);")
                .contains("user.get(\"/help?q=\").expect(200);")
                .contains(
                        "user.get(\"/help?q={q}&filter%5Bx%5D={filterX}&class={classValue}\", \"a b\", \"{1}\", \"c\")");
    }

    @Test
    void bodiesOfEveryKindCompile() throws Exception {
        String large = "{\"rows\": ["
                + "{\"class\": \"a \\\"q\\\" \\u00e9 100%\", \"n\": 1.50, \"none\": null},".repeat(30) + "{}]}";
        WrittenScenario written = written(new Archive()
                .send(
                        "POST",
                        SHOP + "/tree",
                        "{\"id\": 1, \"user\": {\"name\": \"x\", \"tags\": [\"a\", \"b\"]}, \"none\": null, \"list\": []}",
                        200,
                        "{\"token\": \"abc-12345-xyz\"}")
                .send("POST", SHOP + "/odd", "{\"a-b\": true, \"n\": 12345678901}", 200, "{}")
                .send("POST", SHOP + "/large", large.replace("100%", "100%\", \"t\": \"abc-12345-xyz"), 200, "{}")
                .send("POST", SHOP + "/array", "[1, 2, 3]", 200, "{}")
                .send("POST", SHOP + "/mixed", "[1, \"two\", {\"three\": 3}]", 200, "{}")
                .send("POST", SHOP + "/broken", "{\"a\": ", 200, "{}")
                .entry(
                        "POST",
                        SHOP + "/text",
                        200,
                        "{}",
                        entry -> Archive.posted(
                                entry, "text/plain", "line \\u0041 \"\"\"\n  two \n\n\tthree\u0000\ud83d\ude00"))
                .entry(
                        "POST",
                        SHOP + "/upload",
                        200,
                        "{}",
                        entry -> Archive.posted(
                                entry,
                                "multipart/form-data; boundary=----X",
                                "------X\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n------X\r\n"
                                        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nbody\r\n------X--\r\n"))
                .entry("PUT", SHOP + "/bytes", 200, "{}", entry -> {
                    Archive.posted(entry, "application/octet-stream", "/wD+");
                    entry.withObject("/request/postData").put("encoding", "base64");
                })
                .send("POST", SHOP + "/huge", "\"" + "x".repeat(100_000) + "\"", 200, "{}"));
        assertThat(written.source())
                .contains("record UserData(String name, List<String> tags) {}")
                .contains(".json(new TreeBody(1, new UserData(\"x\", List.of(\"a\", \"b\")), null, List.of()))")
                .contains(".json(Map.of(\"a-b\", true, \"n\", 12_345_678_901L))")
                .contains(".formatted(token")
                .contains(".part(\"note\", \"hello\")")
                .contains(".body(\"application/octet-stream\", Base64.getDecoder().decode(\"/wD+\"))");
    }

    @Test
    void whatOtherVersionsAndBrowsersLeaveOutIsNotMissed() throws Exception {
        Path file = Files.writeString(folder.resolve("bare.har"), """
                \uFEFF{"log": {"entries": [
                  {"request": {"method": "get", "url": "http://localhost:8080/a b|c?x=1#frag"}, "response": {"status": 200}},
                  {"request": {"method": "GET", "url": "http://localhost:8080/2"}, "response": {"status": 304}},
                  {"pageref": "p9", "request": {"method": "GET", "url": "http://localhost:8080/3"}}
                ], "pages": [{"id": "p9", "title": "Late"}]}, "other": [1]}
                """);
        WrittenScenario written = TrafficScenario.write("Bare", HarFile.read(file), Set.of());
        CompiledScenario.compile("Bare.java", written.source());
        assertThat(written.source())
                .contains("user.get(\"/a%20b|c?x={x}\", \"1\").expect(200);")
                .contains("user.get(\"/{id}\", \"2\").expect(200);")
                .contains("--target http://localhost:8080");
        assertThat(written.summary()).contains("left out: 1 × failed or aborted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"log": {"entries": [{"request": {"url": 7, "method": "GET"}}]}}   | wrong.har:1:23: log.entries[0].request.url is 7, and must be a text
            {"log": {"entries": [{"request": {"url": "http://x/"}}]}}          | wrong.har:1:23: log.entries[0].request.method is missing
            {"log": {"entries": [{"request": {"url": "http://x/", "method": "G T"}}]}} | is "G T", which is no HTTP method
            {"log": {"entries": [{"request": {"url": "http://x/",              | wrong.har:1:
            {"log": {"pages": []}}                                             | log.entries is missing
            {"log": {"entries": []}}                                           | none is left to repeat
            [1]                                                                | this begins otherwise
            not json                                                           | not valid JSON
            """)
    void whatIsWrongIsSaidWithFileLineAndPlace(String text, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.har"), text);
        assertThatThrownBy(() -> TrafficScenario.write("X", HarFile.read(file), Set.of()))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining(sentence)
                .hasMessageStartingWith("wrong.har");
    }

    private WrittenScenario written(Archive archive, String... hosts) throws Exception {
        WrittenScenario written =
                TrafficScenario.write("ShopJourneys", HarFile.read(archive.in(folder)), Set.of(hosts));
        CompiledScenario.compile("ShopJourneys.java", written.source());
        return written;
    }
}
