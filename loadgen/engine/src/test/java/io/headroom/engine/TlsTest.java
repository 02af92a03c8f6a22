package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.engine.tls.Security;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaking TLS with real servers: whom to believe, who to be, and how what goes wrong is named. */
@Timeout(60)
class TlsTest {
    private static final String GET = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Security TRUSTING =
            Security.STANDARD.withAuthorities(List.of(TestCertificates.file("authority.pem")));

    private static ScriptedServer server(String certificate) throws Exception {
        return ScriptedServer.secure(
                TestCertificates.listening(certificate), request -> ScriptedServer.answer(200, "{}"));
    }

    private static Target target(String url, Security security) {
        return new Target(URI.create(url), Map.of(), Duration.ofSeconds(2), security, Protocol.AUTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aServerOfAPrivateAuthorityIsReachedByNameAndByAddress(String host) throws Exception {
        try (var server = server("server");
                var session = Measured.open(GET, target(server.url(host), TRUSTING), Measured.QUICK)) {
            session.prepare(text -> {});
            Totals totals = Measured.drive(session, 200, SECOND).report().totals();
            assertThat(totals.errors()).isEmpty();
            assertThat(totals.completed()).isEqualTo(200);
            assertThat(server.connections()).as("kept alive").isLessThan(60);
            assertThat(server.received.getFirst().headers())
                    .containsEntry("host", URI.create(server.url(host)).getRawAuthority());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        server    | false | USER   | was issued by "CN=Headroom tests", which is not trusted here: pass that authority's certificate with --ca FILE
        elsewhere | true  | USER   | the certificate is not for localhost but for elsewhere.example
        expired   | true  | TARGET | a certificate of localhost expired: the server's is valid from 2000-01-01T00:00:00Z to 2001-01-01T00:00:00Z
        """)
    void aCertificateThatIsNotBelievedEndsThePreparation(
            String certificate, boolean authorityTrusted, Fault fault, String sentence) throws Exception {
        Security security = authorityTrusted ? TRUSTING : Security.STANDARD;
        try (var server = server(certificate);
                var session = Measured.open(GET, target(server.url("localhost"), security), Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .isInstanceOfSatisfying(
                            SessionException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                    .hasMessageStartingWith("cannot reach " + server.url("localhost") + ": ")
                    .hasMessageContaining(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "elsewhere", "expired"})
    void whoIsInsecureBelievesEverybody(String certificate) throws Exception {
        Security security = Security.STANDARD.withInsecure();
        try (var server = server(certificate);
                var session = Measured.open(GET, target(server.url("localhost"), security), Measured.QUICK)) {
            session.prepare(text -> {});
            assertThat(Measured.drive(session, 50, SECOND).report().totals().completed())
                    .isEqualTo(50);
        }
    }

    @Test
    void aServerThatAsksForACertificateIsShownOurs() throws Exception {
        var listening = TestCertificates.listening("server");
        listening.setNeedClientAuth(true);
        Security shown = TRUSTING.withClientCertificate(
                TestCertificates.file("client.pem"), TestCertificates.file("client.key"));
        try (var server = ScriptedServer.secure(listening, request -> ScriptedServer.answer(200, "{}"))) {
            try (var session = Measured.open(GET, target(server.url("localhost"), shown), Measured.QUICK)) {
                session.prepare(text -> {});
            }
            try (var session = Measured.open(GET, target(server.url("localhost"), TRUSTING), Measured.QUICK)) {
                assertThatThrownBy(() -> session.prepare(text -> {}))
                        .isInstanceOf(SessionException.class)
                        .hasMessageContaining("TLS failed: ")
                        .hasMessageContaining("certificate");
            }
        }
    }

    @Test
    void theServerIsToldWhichNameIsWanted() throws Exception {
        var names = new CompletableFuture<List<SNIServerName>>();
        var listening = TestCertificates.listening("server");
        try (listening) {
            Thread.ofVirtual().start(() -> {
                try (var socket = (SSLSocket) listening.accept()) {
                    socket.startHandshake();
                    names.complete(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
                } catch (IOException e) {
                    names.completeExceptionally(e);
                }
            });
            var target = target("https://localhost:" + listening.getLocalPort(), TRUSTING);
            try (var session = Measured.open(GET, target, Measured.QUICK)) {
                assertThatThrownBy(() -> session.prepare(text -> {})).isInstanceOf(SessionException.class);
            }
            assertThat(names.get(5, TimeUnit.SECONDS)).containsExactly(new SNIHostName("localhost"));
        }
    }

    @Test
    void aServerWithoutTlsIsNamed() throws Exception {
        try (var server = new ScriptedServer(request -> ScriptedServer.answer(200, "{}"));
                var talkative = ScriptedServer.talking(socket -> {
                    socket.getOutputStream().write(ScriptedServer.answer(400, "{}"));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                })) {
            for (ScriptedServer plain : List.of(server, talkative)) {
                String url = plain.url("localhost").replace("http:", "https:");
                try (var session = Measured.open(GET, target(url, TRUSTING), Measured.QUICK)) {
                    assertThatThrownBy(() -> session.prepare(text -> {}))
                            .isInstanceOf(SessionException.class)
                            .hasMessageMatching(".*(does not speak TLS|in the middle of the TLS handshake)");
                }
            }
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithWhatIsWrong(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no certificate here");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path oldKey = Files.writeString(
                folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path chain = TestCertificates.file("client.pem");
        Security standard = Security.STANDARD;
        Map<Security, String> wrong = Map.of(
                standard.withAuthorities(List.of(folder.resolve("none.pem"))), "none.pem does not exist.",
                standard.withAuthorities(List.of(text)),
                        "notes.txt has no certificate: no line says -----BEGIN CERTIFICATE-----.",
                standard.withAuthorities(List.of(broken)),
                        "broken.pem has a certificate (number 1) that cannot be read.",
                standard.withAuthorities(List.of(folder)), "cannot be read",
                standard.withClientCertificate(chain, text), "notes.txt has no private key",
                standard.withClientCertificate(chain, oldKey),
                        "old.key has a private key in a form that is not read here:"
                                + " convert it with openssl pkcs8 -topk8 -nocrypt.",
                standard.withClientCertificate(chain, TestCertificates.file("server.key")),
                        "server.key is not the key of the first certificate in " + chain + ".");
        for (var each : wrong.entrySet()) {
            try (var session = Measured.open(GET, target("http://localhost:1", each.getKey()), Measured.QUICK)) {
                assertThatThrownBy(() -> session.prepare(progress -> {}))
                        .isInstanceOfSatisfying(
                                SessionException.class,
                                e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                        .hasMessageStartingWith("The file ")
                        .hasMessageContaining(each.getValue());
            }
        }
    }
}
