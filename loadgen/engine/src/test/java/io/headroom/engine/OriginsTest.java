package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.engine.tls.Security;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario may speak to other hosts than its target: a template that is a whole URL says whom. */
@Timeout(60)
class OriginsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Security TRUSTING =
            Security.STANDARD.withAuthorities(List.of(TestCertificates.file("authority.pem")));

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer(request -> ScriptedServer.answer(200, "{\"token\": \"t\"}"));
    }

    @Test
    void anotherHostHasItsOwnConnectionsAndNoneOfTheTargetsHeaders() throws Exception {
        try (var home = server();
                var other = ScriptedServer.secure(
                        TestCertificates.listening("server"), request -> ScriptedServer.answer(200, "{}"))) {
            var target = new Target(
                    URI.create(home.url("127.0.0.1") + "/base"),
                    Map.of("X-Headroom-Agent", "secret"),
                    SECOND,
                    TRUSTING,
                    Protocol.AUTO);
            String elsewhere = other.url("localhost");
            String same = home.url("127.0.0.1");
            try (var session = Measured.open("""
                    @Journey void logInThenLook(User user) {
                        user.post("%s/token?x={x}", "ä").json(List.of(1)).expect(200);
                        user.get("/profiles").expect(200);
                        user.get("%s/absolute").expect(200);
                    }
                    """.formatted(elsewhere, same), target, Measured.QUICK)) {
                session.prepare(text -> {});
                home.received.clear();
                other.received.clear();
                Measured measured = Measured.drive(session, 90, SECOND);
                assertThat(measured.report().totals().errors()).isEmpty();
                assertThat(measured.report().totals().completed()).isEqualTo(90);
                assertThat(measured.requests().keySet())
                        .containsExactlyInAnyOrder(
                                "POST " + elsewhere + "/token?x={x}", "GET /profiles", "GET " + same + "/absolute");
            }
            assertThat(other.received).hasSize(30).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("/token?x=%C3%A4");
                assertThat(request.headers()).containsEntry("host", elsewhere.substring("https://".length()));
                assertThat(request.headers())
                        .doesNotContainKey("x-headroom-agent")
                        .containsKey("traceparent");
            });
            assertThat(home.received).hasSize(60).allSatisfy(request -> {
                assertThat(request.path()).isIn("/base/profiles", "/absolute");
                assertThat(request.headers()).containsEntry("x-headroom-agent", "secret");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://nobody.invalid/        | dns-failed      | cannot connect to http://nobody.invalid: the host name is not known
        http://127.0.0.1:1/           | connect-refused | cannot connect to http://127.0.0.1:1: connection refused
        """)
    void aHostThatCannotBeReachedIsAnErrorOfANamedKind(String url, String kind, String sentence) throws Exception {
        assertFails(url, kind, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        server    | false | tls-untrusted | is not trusted here
        elsewhere | true  | tls-hostname  | not for localhost but for elsewhere.example
        expired   | true  | tls-expired   | expired
        """)
    void aHostThatIsNotBelievedIsAnErrorOfANamedKind(
            String certificate, boolean authorityTrusted, String kind, String sentence) throws Exception {
        try (var other = ScriptedServer.secure(
                TestCertificates.listening(certificate), request -> ScriptedServer.answer(200, "{}"))) {
            assertFails(other.url("localhost") + "/", kind, sentence, authorityTrusted ? TRUSTING : Security.STANDARD);
        }
    }

    @Test
    void anAddressOfTheNewKindIsReachedToo() throws Exception {
        var listening = new ServerSocket();
        try {
            listening.bind(new InetSocketAddress("::1", 0));
        } catch (IOException e) {
            Assumptions.abort("this machine has no IPv6");
        }
        try (var home = server();
                var other = ScriptedServer.on(listening, request -> ScriptedServer.answer(200, "{}"));
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"" + other.url("[::1]") + "/\").expect(200); }",
                        home.target(),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            assertThat(other.received.getFirst().headers()).containsEntry("host", "[::1]:" + listening.getLocalPort());
        }
    }

    private static void assertFails(String url, String kind, String sentence) throws Exception {
        assertFails(url, kind, sentence, Security.STANDARD);
    }

    /** Half of the users go elsewhere and fail; the others are not disturbed. */
    private static void assertFails(String url, String kind, String sentence, Security security) throws Exception {
        try (var home = server()) {
            var target = new Target(home.target().baseUrl(), Map.of(), SECOND, security, Protocol.AUTO);
            try (var session = Measured.open("""
                    int calls;
                    @Journey void look(User user) {
                        user.get("/").expect(200);
                        if (calls++ >= 20) user.get("%s").expect(200);
                    }
                    """.formatted(url), target, Measured.QUICK.withLoops(1))) {
                session.prepare(text -> {});
                DriveReport report = Measured.drive(session, 40, SECOND).report();
                Totals totals = report.totals();
                assertThat(totals.errors()).containsExactly(Map.entry(kind, 40L));
                assertThat(totals.completed()).isEqualTo(40);
                assertThat(totals.started()).isEqualTo(80);
                assertThat(report.firstFailures().get(kind)).contains(sentence);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://user:secret@idp.example/ | a name or password in a URL is not sent: use a header instead
        http://:80/                      | "" is not the name of a host
        http://{host}/                   | "{host}" is not the name of a host
        http://idp.example:port/         | "port" is not a port
        http://idp.example:70000/        | "70000" is not a port
        """)
    void aUrlThatNamesNoHostIsTheAuthorsFault(String url, String sentence) throws Exception {
        try (var home = server();
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"" + url + "\").expect(200); }",
                        home.target(),
                        Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .isInstanceOfSatisfying(
                            SessionException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                    .hasMessageContaining("the URL " + url + " cannot be used: " + sentence);
        }
    }
}
