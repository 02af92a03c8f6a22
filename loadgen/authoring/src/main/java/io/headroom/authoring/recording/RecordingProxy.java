package io.headroom.authoring.recording;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headroom.authoring.har.HarJournal;
import io.headroom.authoring.recording.Recorded.Answered;
import io.headroom.authoring.recording.Recorded.Failed;
import io.headroom.authoring.recording.Recorded.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** Serves a target's pages from the loopback interface, and records what was asked for. */
public final class RecordingProxy implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final int CLOSE_WITHIN_SECONDS = 1;

    private final Place place;
    private final HarJournal journal;
    private final Consumer<Recorded> listener;
    private final HttpServer server;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RecordingProxy(Place place, HarJournal journal, Consumer<Recorded> listener) throws IOException {
        this.place = place;
        this.journal = journal;
        this.listener = listener;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()), 0);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WITHIN)
                .sslContext(place.trust())
                .build();
    }

    /**
     * Where it stands.
     *
     * @param target an http or https address; only its origin counts
     * @param port on the loopback interface, 0 for any
     * @param trust whom to trust on https
     */
    public record Place(URI target, int port, SSLContext trust, InstantSource clock) {
        String origin() {
            return target.getScheme() + "://" + target.getRawAuthority();
        }
    }

    /**
     * Opens it.
     *
     * @param journal where each request goes as soon as it is over; stays open
     * @param listener is told of each request, on any thread
     * @throws IOException if the port is not free
     */
    public static RecordingProxy open(Place place, HarJournal journal, Consumer<Recorded> listener) throws IOException {
        var proxy = new RecordingProxy(place, journal, listener);
        proxy.server.setExecutor(proxy.threads);
        proxy.server.createContext("/", proxy::handle);
        proxy.server.start();
        return proxy;
    }

    /** The port that it listens to. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Requests that are under way have two seconds to end and to be written down. */
    @Override
    public void close() {
        server.stop(CLOSE_WITHIN_SECONDS);
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
        threads.shutdownNow();
    }

    private void handle(HttpExchange browser) throws IOException {
        String method = browser.getRequestMethod();
        String path = browser.getRequestURI().toString();
        try (browser) {
            if ("websocket".equalsIgnoreCase(browser.getRequestHeaders().getFirst("Upgrade"))) {
                say(browser, 501, "Headroom's recorder does not carry WebSockets; scenarios have none.");
                listener.accept(new Refused(method, path, "WebSocket"));
                return;
            }
            relay(browser, method, path);
        }
    }

    private void relay(HttpExchange browser, String method, String path) throws IOException {
        String host = browser.getRequestHeaders().getFirst("Host");
        var rewriting = new Rewriting(place.origin(), "http://" + (host == null ? "127.0.0.1:" + port() : host));
        var relay = new Relay(browser, rewriting, place.clock());
        try {
            relay.through(client);
            journal.add(relay.exchange(""));
            listener.accept(new Answered(method, path, browser.getResponseCode()));
        } catch (IOException | IllegalArgumentException e) {
            String reason = reason(e);
            journal.add(relay.exchange(reason));
            listener.accept(new Failed(method, path, reason));
            if (browser.getResponseCode() < 0) {
                say(browser, 502, "Headroom's recorder got no answer from " + place.origin() + ": " + reason);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the proxy closes
        }
    }

    private static String reason(Exception failure) {
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return failure instanceof SSLHandshakeException
                ? what + "; --ca FILE names an authority to believe, --insecure believes everyone"
                : what;
    }

    private static void say(HttpExchange browser, int status, String sentence) throws IOException {
        byte[] text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        browser.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        browser.sendResponseHeaders(status, text.length);
        browser.getResponseBody().write(text);
    }
}
