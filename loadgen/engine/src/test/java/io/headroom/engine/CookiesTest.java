package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user was given by {@code set-cookie} it shows again, to whom it belongs and as long as its journey lasts (RFC 6265). */
@Timeout(60)
class CookiesTest {

    /** Gives the cookies that the query names, and answers with those it was shown. */
    private static ScriptedServer server(String... setCookies) throws Exception {
        return new ScriptedServer(request -> {
            String given = request.path().startsWith("/login")
                    ? "set-cookie: " + String.join("\r\nset-cookie: ", setCookies) + "\r\n"
                    : "";
            return ScriptedServer.raw("HTTP/1.1 200 OK\r\n" + given + "content-length: 0\r\n\r\n");
        });
    }

    /** The cookie header of each request; "-" where there was none. */
    private static List<String> shown(ScriptedServer server) {
        return server.received.stream()
                .map(request -> request.headers().getOrDefault("cookie", "-"))
                .toList();
    }

    @Test
    void cookiesAreShownAgainUntilTheyAreClearedOrTheJourneyEnds() throws Exception {
        try (var server = server("session=1; HttpOnly", "theme=dark; SameSite=Lax")) {
            Rehearsed walked = Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.get("/login").expect(200);
                        user.get("/x").expect(200);
                        user.check("read", user.cookie("session").equals(Optional.of("1")));
                        user.check("missing", user.cookie("other").isEmpty());
                        user.clearCookies();
                        user.get("/x").expect(200);
                        user.get("/login").expect(200);
                    }
                    @Journey void b(User user) { user.get("/x").expect(200); }
                    """);
            assertThat(walked.failures()).isEmpty();
            assertThat(shown(server)).containsExactly("-", "session=1; theme=dark", "-", "-", "-");
        }
    }

    @Test
    void aCookieGoesOnlyWhereItsPathLeadsTheLongestFirst() throws Exception {
        try (var server = server("all=1; Path=/", "shop=2; Path=/shop", "all=3; Path=/shop/cart")) {
            Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.get("/login").expect(200);
                        user.get("/shopping").expect(200);
                        user.get("/shop/x?path=/shop/cart").expect(200);
                        user.get("/shop/cart/1").expect(200);
                    }
                    """);
            assertThat(shown(server)).containsExactly("-", "all=1", "shop=2; all=1", "all=3; shop=2; all=1");
        }
    }

    @Test
    void withoutAPathItIsForTheFolderThatSetIt() throws Exception {
        try (var server = server("a=1")) {
            Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.get("/login/step/1").expect(200);
                        user.get("/").expect(200);
                        user.get("/login/step").expect(200);
                    }
                    """);
            assertThat(shown(server)).containsExactly("-", "-", "a=1");
        }
    }

    @Test
    void expiredReplacedSecureAndForeignCookiesAreNotShown() throws Exception {
        try (var server = server(
                "gone=1; Max-Age=0",
                "old=1; Expires=Wed, 09 Jun 2021 10:18:14 GMT",
                "kept=1; Max-Age=60; Expires=Wed, 09 Jun 2021 10:18:14 GMT",
                "twice=1",
                "twice=2",
                "safe=1; Secure",
                "foreign=1; Domain=example.com",
                "nonsense")) {
            Rehearsed.walk(server, """
                    @Journey void a(User user) { user.get("/login").expect(200); user.get("/x").expect(200); }
                    """);
            assertThat(shown(server)).containsExactly("-", "kept=1; twice=2");
        }
    }

    @Test
    void anotherHostIsShownItsOwnCookiesOnlyButOtherPortsOfTheSameHostAreTheSameHost() throws Exception {
        try (var home = server("home=1");
                var other = server("other=1")) {
            Rehearsed walked = Rehearsed.walk(home, """
                    @Journey void a(User user) {
                        user.get("/login").expect(200);
                        user.setCookie("mine", "2");
                        user.get("%1$s/login").expect(200);
                        user.get("%1$s/x").expect(200);
                        user.get("%2$s/x").expect(200);
                        user.get("/x").expect(200);
                    }
                    """.formatted(other.url("localhost"), other.url("127.0.0.1")));
            assertThat(walked.failures()).isEmpty();
            assertThat(shown(other)).containsExactly("-", "other=1", "home=1; mine=2");
            assertThat(shown(home)).containsExactly("-", "home=1; mine=2");
        }
    }

    @Test
    void aCookieHeaderOfOnesOwnTakesTheirPlace() throws Exception {
        try (var server = server("a=1")) {
            Rehearsed.walk(server, """
                    @Journey void a(User user) {
                        user.get("/login").expect(200);
                        user.get("/x").header("Cookie", "b=2").expect(200);
                    }
                    """);
            assertThat(shown(server)).containsExactly("-", "b=2");
        }
    }

    @Test
    void cookiesThatARedirectSetsAreShownOnTheWay() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.raw(
                request.path().equals("/login")
                        ? "HTTP/1.1 302 Found\r\nlocation: /home\r\nset-cookie: session=1\r\ncontent-length: 0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"))) {
            Rehearsed.walk(server, "@Journey void a(User user) { user.post(\"/login\").form(\"u\", 1).expect(200); }");
            assertThat(shown(server)).containsExactly("-", "session=1");
        }
    }
}
