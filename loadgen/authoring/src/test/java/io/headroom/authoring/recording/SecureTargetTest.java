package io.headroom.authoring.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.har.HarJournal;
import io.headroom.authoring.recording.RecordingProxy.Place;
import io.headroom.authoring.traffic.Exchange;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recording a target that speaks TLS, with a certificate that Java does not trust by itself. */
@Timeout(30)
class SecureTargetTest {
    /** Made by {@code make.sh} there. */
    private static final Path CERTIFICATES = Path.of("../engine/src/test/resources/tls");

    @TempDir
    Path folder;

    private final List<Recorded> told = new CopyOnWriteArrayList<>();

    @Test
    void anAuthorityThatIsNamedIsBelieved() throws Exception {
        HttpResponse<String> answer = record("server", Trust.of(CERTIFICATES.resolve("authority.pem")));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location"))
                .as("stays with the proxy")
                .hasValueSatisfying(location -> assertThat(location).startsWith("http://127.0.0.1:"));
        Exchange recorded =
                HarFile.read(folder.resolve("saved.har")).exchanges().getFirst();
        assertThat(recorded.address().origin()).startsWith("https://127.0.0.1:");
        assertThat(recorded.answerHeader("location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("https://127.0.0.1:"));
    }

    @Test
    void withoutItTheBrowserIsToldWhyThereIsNoAnswer() throws Exception {
        HttpResponse<String> answer = record("server", Trust.ofJava());
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .startsWith("Headroom's recorder got no answer from https://127.0.0.1:")
                .contains("certif", "--ca FILE", "--insecure");
        assertThat(told).singleElement().isInstanceOf(Recorded.Failed.class);
    }

    @Test
    void aNameThatIsNotInTheCertificateIsRefused_alsoByAnAuthorityThatIsBelieved() throws Exception {
        assertThat(record("elsewhere", Trust.of(CERTIFICATES.resolve("authority.pem")))
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void whoeverBelievesAnyoneNeedsNoAuthority_andNoName() throws Exception {
        assertThat(record("elsewhere", Trust.ofAnyone()).statusCode()).isEqualTo(302);
        assertThat(record("expired", Trust.ofAnyone()).statusCode()).isEqualTo(302);
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("no.pem"), "");
        assertThatThrownBy(() -> Trust.of(file))
                .isInstanceOf(AuthoringException.class)
                .hasMessage(file + ": there is no certificate in it; name a file in PEM");
        assertThatThrownBy(() -> Trust.of(folder.resolve("none.pem")))
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("none.pem: cannot be read");
    }

    /** One request through the proxy to a target that shows that certificate. */
    private HttpResponse<String> record(String certificate, SSLContext trust) throws Exception {
        HttpsServer target = target(certificate);
        Path saved = folder.resolve("saved.har");
        Files.deleteIfExists(saved);
        var place = new Place(
                URI.create("https://127.0.0.1:" + target.getAddress().getPort()), 0, trust, InstantSource.system());
        try (HarJournal journal = HarJournal.create(saved);
                RecordingProxy proxy = RecordingProxy.open(place, journal, told::add);
                HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
                            .build(),
                    BodyHandlers.ofString());
        } finally {
            target.stop(0);
        }
    }

    private static HttpsServer target(String certificate) throws Exception {
        var shown = (JdkSslContext) SslContextBuilder.forServer(
                        CERTIFICATES.resolve(certificate + ".pem").toFile(),
                        CERTIFICATES.resolve(certificate + ".key").toFile())
                .sslProvider(SslProvider.JDK)
                .build();
        HttpsServer target = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setHttpsConfigurator(new HttpsConfigurator(shown.context()));
        target.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "https://" + exchange.getRequestHeaders().getFirst("Host") + "/there");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        target.start();
        return target;
    }
}
