package io.headroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.engine.schedule.UserProfile;
import io.headroom.engine.tls.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 against nginx, which is none of ours. */
@Timeout(60)
class Http2Test {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private static Target target(String url, Protocol protocol) {
        return new Target(
                URI.create(url),
                Map.of("x-mine", "yes"),
                Duration.ofSeconds(2),
                Security.STANDARD.withAuthorities(List.of(TestCertificates.file("authority.pem"))),
                protocol);
    }

    /** An nginx that answers with the protocol that it saw; {@code listen} says how it listens. */
    private static final class Nginx implements AutoCloseable {
        final int port;
        private final Process process;

        Nginx(Path folder, String listen, String settings) throws Exception {
            boolean there = Files.isExecutable(NGINX);
            assertThat(there || System.getenv("CI") == null)
                    .as("nginx under CI")
                    .isTrue();
            Assumptions.assumeTrue(there, "nginx is not installed");
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path config = Files.writeString(folder.resolve("nginx.conf"), """
                    worker_processes 1; daemon off; pid nginx.pid; error_log error.log error;
                    events { worker_connections 1024; }
                    http {
                      access_log off; client_body_temp_path body; proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                      %s
                      server {
                        listen 127.0.0.1:%d %s;
                        ssl_certificate %s; ssl_certificate_key %s;
                        location / { add_header x-seen "$server_protocol $http_x_mine $http_traceparent"; return 200 '{"a": "b"}'; }
                        location /long { return 200 '%s'; }
                        location /empty { return 204; }
                      }
                    }
                    """.formatted(
                            settings,
                            port,
                            listen,
                            TestCertificates.file("server.pem"),
                            TestCertificates.file("server.key"),
                            "x".repeat(3_000)));
            process = new ProcessBuilder(NGINX.toString(), "-p", folder.toString(), "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitListening();
        }

        private void awaitListening() throws IOException, InterruptedException {
            for (int i = 0; i < 200 && process.isAlive(); i++) {
                try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return;
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(25);
                }
            }
            throw new IOException("nginx does not listen");
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static final String JOURNEY = """
            record Body(String a) {}
            @Journey void go(User user) {
                var seen = user.get("/").expect(200);
                if (!seen.as(Body.class).a().equals("b")) throw new IllegalStateException(seen.text());
                if (!seen.header("x-seen").orElse("").startsWith("%s yes 00-")) throw new IllegalStateException(seen.header("x-seen").orElse("none"));
                user.post("/empty").json(new Body("x".repeat(100_000))).expect(204);
                if (user.get("/long").expect(200).text().length() != 3000) throw new IllegalStateException();
                user.head("/long").expect(200);
            }
            """;

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theProtocolThatIsAskedForIsSpoken(Protocol protocol, @TempDir Path folder) throws Exception {
        String expected = protocol == Protocol.HTTP_1_1 ? "HTTP/1.1" : "HTTP/2.0";
        try (var nginx = new Nginx(folder, "ssl http2", "");
                var session = Measured.open(
                        JOURNEY.formatted(expected),
                        target("https://localhost:" + nginx.port, protocol),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 400, SECOND);
            assertThat(measured.report().totals().errors()).isEmpty();
            assertThat(measured.report().totals().completed()).isEqualTo(400);
            assertThat(measured.requests()).containsOnlyKeys("GET /", "POST /empty", "GET /long", "HEAD /long");
        }
    }

    @Test
    void withoutTlsItIsSpokenAtOnceIfAskedFor(@TempDir Path folder) throws Exception {
        try (var nginx = new Nginx(folder, "http2", "");
                var session = Measured.open(
                        JOURNEY.formatted("HTTP/2.0"),
                        target("http://localhost:" + nginx.port, Protocol.HTTP_2),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            Measured measured = Measured.drive(session, 400, SECOND);
            assertThat(measured.report().totals().errors()).isEmpty();
            assertThat(measured.report().totals().completed()).isEqualTo(400);
        }
    }

    @Test
    void aServerThatEndsItsConnectionsNowAndThenIsFollowed(@TempDir Path folder) throws Exception {
        try (var nginx = new Nginx(folder, "ssl http2", "keepalive_requests 20; http2_max_concurrent_streams 4;");
                var session = Measured.open(
                        JOURNEY.formatted("HTTP/2.0"),
                        target("https://localhost:" + nginx.port, Protocol.AUTO),
                        Measured.QUICK)) {
            session.prepare(text -> {});
            Totals totals = Measured.drive(session, 800, SECOND).report().totals();
            assertThat(totals.errors()).isEmpty();
            assertThat(totals.completed()).isEqualTo(800);
        }
    }

    @Test
    void manyExchangesAreSpreadOverConnections(@TempDir Path folder) throws Exception {
        try (var nginx = new Nginx(
                        folder,
                        "ssl http2; access_log seen.log seen",
                        "log_format seen $connection; keepalive_requests 1000000;");
                var session = Measured.open(
                        "@Journey void look(User user) { user.get(\"/\").expect(200); }",
                        target("https://localhost:" + nginx.port, Protocol.HTTP_2),
                        Measured.QUICK.withLoops(1))) {
            session.prepare(text -> {});
            var users = new Load.Closed(UserProfile.constant(64, Duration.ofMillis(500)), Duration.ZERO);
            Totals totals = Measured.drive(session, new Drive(1, users, SECOND))
                    .report()
                    .totals();
            assertThat(totals.errors()).isEmpty();
        }
        Map<String, Long> requests = Files.readAllLines(folder.resolve("seen.log")).stream()
                .collect(Collectors.groupingBy(connection -> connection, Collectors.counting()));
        assertThat(requests).hasSizeBetween(4, 12);
        assertThat(Collections.max(requests.values()))
                .as("of %s, the first of which had to wait for others", requests)
                .isLessThan(requests.values().stream().mapToLong(n -> n).sum() / 2);
    }

    @Test
    void aServerThatDoesNotOfferItIsNamed(@TempDir Path folder) throws Exception {
        String get = "@Journey void look(User user) { user.get(\"/\").expect(200); }";
        try (var nginx = new Nginx(folder, "ssl", "")) {
            try (var session =
                    Measured.open(get, target("https://localhost:" + nginx.port, Protocol.HTTP_2), Measured.QUICK)) {
                assertThatThrownBy(() -> session.prepare(text -> {}))
                        .isInstanceOfSatisfying(
                                SessionException.class,
                                e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                        .hasMessageContaining("it does not offer HTTP/2");
            }
            try (var session =
                    Measured.open(get, target("https://localhost:" + nginx.port, Protocol.AUTO), Measured.QUICK)) {
                session.prepare(text -> {});
            }
        }
        try (var plain = new ScriptedServer(request -> ScriptedServer.answer(400, "no"));
                var session = Measured.open(get, target(plain.url("localhost"), Protocol.HTTP_2), Measured.QUICK)) {
            assertThatThrownBy(() -> session.prepare(text -> {}))
                    .hasMessageContaining("what answers there does not speak HTTP/2");
        }
    }
}
