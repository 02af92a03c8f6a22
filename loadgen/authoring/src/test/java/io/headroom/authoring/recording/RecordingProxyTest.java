package io.headroom.authoring.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.authoring.har.HarFile;
import io.headroom.authoring.har.HarJournal;
import io.headroom.authoring.recording.RecordingProxy.Place;
import io.headroom.authoring.traffic.Content;
import io.headroom.authoring.traffic.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What passes through the proxy is what would have passed without it, stays with the proxy, and is written down as it happens. */
@Timeout(30)
class RecordingProxyTest {
    private final Map<String, Map<String, List<String>>> seen = new ConcurrentHashMap<>();
    private final List<Recorded> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer target;
    private HarJournal journal;
    private RecordingProxy proxy;
    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", this::answer);
        target.start();
        journal = HarJournal.create(folder.resolve("saved.har"));
        proxy = RecordingProxy.open(
                new Place(URI.create(origin()), 0, Trust.ofJava(), InstantSource.system()), journal, told::add);
    }

    @AfterEach
    void close() throws Exception {
        browser.close();
        proxy.close();
        journal.close();
        target.stop(0);
    }

    @Test
    void requestsAndAnswersPassThroughAsTheyAre() throws Exception {
        HttpResponse<String> answer = browser.send(
                request("/echo?a=b%20c")
                        .method("PATCH", BodyPublishers.ofString("héllo"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("PATCH /echo?a=b%20c héllo");
        HttpResponse<String> chunked = browser.send(
                request("/echo")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream("in chunks".getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(chunked.body()).isEqualTo("POST /echo in chunks");

        assertThat(recorded()).extracting(Exchange::method).containsExactly("PATCH", "POST");
        Exchange first = recorded().getFirst();
        assertThat(first.address().origin()).isEqualTo(origin());
        assertThat(first.content().map(Content::text)).contains("héllo");
        assertThat(first.answer().map(Content::bytes)).isPresent();
        assertThat(told).contains(new Recorded.Answered("PATCH", "/echo?a=b%20c", 200));
    }

    @Test
    void answersWithoutABodyHaveNone() throws Exception {
        assertThat(browser.send(request("/status/204").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.send(request("/status/304").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(304);
        HttpResponse<String> head = browser.send(request("/long").HEAD().build(), BodyHandlers.ofString());
        assertThat(head.headers().firstValue("content-length")).contains("1000");
        assertThat(head.body()).isEmpty();
        assertThat(recorded()).extracting(Exchange::status).containsExactly(204, 304, 200);
    }

    @Test
    void redirectsAndCookiesStayWithTheProxyAndTheTargetSeesItself() throws Exception {
        HttpResponse<String> answer = browser.send(
                request("/redirect")
                        .header("Origin", "http://127.0.0.1:" + proxy.port())
                        .header("Referer", "http://127.0.0.1:" + proxy.port() + "/form")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("location")).contains("http://127.0.0.1:" + proxy.port() + "/there?x=1");
        assertThat(answer.headers().allValues("set-cookie"))
                .containsExactly("sid=1; Path=/; HttpOnly; SameSite=Lax", "__Host-t=2; Secure; Path=/");
        assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
        assertThat(seen.get("/redirect").get("Origin")).containsExactly(origin());
        assertThat(seen.get("/redirect").get("Referer")).containsExactly(origin() + "/form");
        assertThat(seen.get("/redirect").get("Host"))
                .containsExactly(URI.create(origin()).getAuthority());
        assertThat(recorded().getFirst().answerHeader("location")).contains(origin() + "/there?x=1");
    }

    @Test
    void packedAnswersAreRecordedUnpacked() throws Exception {
        browser.send(request("/packed").build(), BodyHandlers.ofByteArray());
        assertThat(recorded().getFirst().answer().map(Content::text)).contains("{\"packed\": true}");
    }

    @Test
    void largeBodiesPassThroughAndAreRecordedWithoutTheirContents() throws Exception {
        HttpResponse<String> answer = browser.send(
                request("/echo")
                        .POST(BodyPublishers.ofString("x".repeat(5_000_000)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).hasSize(5_000_000 + "POST /echo ".length());
        assertThat(recorded().getFirst().content()).isEmpty();
        assertThat(Files.size(folder.resolve("saved.har"))).isLessThan(10_000);
    }

    @Test
    void aWebSocketIsRefusedAndTold() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.getOutputStream().write("""
                    GET /live HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 501");
        }
        assertThat(recorded()).isEmpty();
        assertThat(told).containsExactly(new Recorded.Refused("GET", "/live", "WebSocket"));
    }

    @Test
    void aTargetThatIsGoneIsSaidToTheBrowserAndRecordedAsFailed() throws Exception {
        target.stop(0);
        HttpResponse<String> answer = browser.send(request("/gone").build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("Headroom's recorder got no answer from " + origin());
        assertThat(recorded()).extracting(Exchange::status).containsExactly(0);
    }

    @Test
    void whatIsRecordedIsAWholeArchiveAtAnyTimeAndItsOwnersAlone() throws Exception {
        assertThat(HarFile.read(folder.resolve("saved.har")).exchanges()).isEmpty();
        journal.add(new Exchange(
                0,
                java.util.Optional.empty(),
                java.time.Duration.ZERO,
                "GET",
                io.headroom.authoring.traffic.Address.parse("http://x/").orElseThrow(),
                List.of(),
                java.util.Optional.empty(),
                200,
                List.of(),
                java.util.Optional.empty(),
                Exchange.Nature.UNKNOWN));
        assertThat(HarFile.read(folder.resolve("saved.har")).exchanges()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("saved.har"))))
                .isEqualTo("rw-------");
    }

    /** What is in the file once everything that is under way has ended. */
    private List<Exchange> recorded() throws Exception {
        proxy.close();
        return HarFile.read(folder.resolve("saved.har")).exchanges();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path));
    }

    private String origin() {
        return "http://127.0.0.1:" + target.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        seen.put(path, Map.copyOf(exchange.getRequestHeaders()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] text = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body)
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            if (path.startsWith("/status/")) {
                exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), -1);
                return;
            }
            if (path.equals("/long")) {
                exchange.getResponseHeaders().set("Content-Length", "1000");
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            if (path.equals("/redirect")) {
                exchange.getResponseHeaders().add("Location", origin() + "/there?x=1");
                exchange.getResponseHeaders()
                        .add("Set-Cookie", "sid=1; Domain=shop.example; Path=/; Secure; HttpOnly; SameSite=None");
                exchange.getResponseHeaders().add("Set-Cookie", "__Host-t=2; Secure; Path=/");
                exchange.getResponseHeaders().add("Strict-Transport-Security", "max-age=1");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            if (path.equals("/packed")) {
                var packed = new ByteArrayOutputStream();
                try (var gzip = new GZIPOutputStream(packed)) {
                    gzip.write("{\"packed\": true}".getBytes(StandardCharsets.UTF_8));
                }
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                text = packed.toByteArray();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, path.equals("/packed") ? 0 : text.length);
            exchange.getResponseBody().write(text);
        }
    }
}
