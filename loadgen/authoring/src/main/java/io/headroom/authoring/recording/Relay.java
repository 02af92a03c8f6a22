package io.headroom.authoring.recording;

import com.sun.net.httpserver.HttpExchange;
import io.headroom.authoring.traffic.Address;
import io.headroom.authoring.traffic.Content;
import io.headroom.authoring.traffic.Exchange;
import io.headroom.authoring.traffic.Exchange.Header;
import io.headroom.authoring.traffic.Exchange.Nature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes one request on to the target and its answer back, both as streams, and tells what both were. */
final class Relay {
    private static final Duration ANSWER_BEGINS_WITHIN = Duration.ofMinutes(2);
    private static final int BUFFER = 16_384;

    private final HttpExchange browser;
    private final Rewriting rewriting;
    private final InstantSource clock;
    private final Instant started;
    private final List<Header> requestHeaders;

    private Optional<Copy> sent = Optional.empty();
    private Optional<Copy> received = Optional.empty();
    private List<Header> answerHeaders = List.of();
    private int status;

    Relay(HttpExchange browser, Rewriting rewriting, InstantSource clock) {
        this.browser = browser;
        this.rewriting = rewriting;
        this.clock = clock;
        this.started = clock.instant();
        this.requestHeaders = headers(browser.getRequestHeaders());
    }

    /** Does it; afterwards {@link #exchange} tells what it was, also if it failed. */
    void through(HttpClient client) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            status = response.statusCode();
            answerHeaders = headers(response.headers().map());
            rewriting
                    .toBrowser(response.headers().map())
                    .forEach(header -> browser.getResponseHeaders().add(header.name(), header.value()));
            answer(body);
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(rewriting.target() + browser.getRequestURI()))
                .timeout(ANSWER_BEGINS_WITHIN)
                .method(browser.getRequestMethod(), body());
        for (Header header : rewriting.toTarget(browser.getRequestHeaders())) {
            request.header(header.name(), header.value());
        }
        return request.build();
    }

    private BodyPublisher body() {
        String length = first(requestHeaders, "content-length");
        boolean chunked = !first(requestHeaders, "transfer-encoding").isEmpty();
        if (!chunked && (length.isEmpty() || length.equals("0"))) {
            return length.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(new byte[0]);
        }
        var copy = new Copy(browser.getRequestBody());
        sent = Optional.of(copy);
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> copy);
        return chunked ? stream : BodyPublishers.fromPublisher(stream, Long.parseLong(length));
    }

    private void answer(InputStream body) throws IOException {
        String length = first(answerHeaders, "content-length");
        boolean head = browser.getRequestMethod().equals("HEAD");
        if (head && !length.isEmpty()) {
            browser.getResponseHeaders().set("Content-Length", length);
        }
        if (head || status == 204 || status == 304 || length.equals("0")) {
            browser.sendResponseHeaders(status, -1); // to this server 0 says that chunks follow
            return;
        }
        var copy = new Copy(body);
        received = Optional.of(copy);
        browser.sendResponseHeaders(status, length.isEmpty() ? 0 : Long.parseLong(length));
        try (OutputStream out = browser.getResponseBody()) {
            byte[] buffer = new byte[BUFFER];
            for (int count = copy.read(buffer, 0, BUFFER); count >= 0; count = copy.read(buffer, 0, BUFFER)) {
                out.write(buffer, 0, count);
                out.flush(); // a stream of events comes in pieces that are waited for
            }
        }
    }

    /**
     * What it was, as the target saw it.
     *
     * @param failure what went wrong, empty if nothing
     */
    Exchange exchange(String failure) {
        String packed = first(answerHeaders, "content-encoding");
        return new Exchange(
                0,
                Optional.of(started),
                Duration.between(started, clock.instant()),
                browser.getRequestMethod(),
                Address.parse(rewriting.target() + browser.getRequestURI()).orElseThrow(),
                requestHeaders,
                sent.flatMap(Copy::bytes).map(bytes -> content(requestHeaders, bytes)),
                status,
                answerHeaders,
                received.flatMap(copy -> copy.unpacked(packed)).map(bytes -> content(answerHeaders, bytes)),
                new Nature(resource(), false, failure));
    }

    /** Browsers say what they will do with an answer (Fetch Metadata). */
    private String resource() {
        String destination = first(requestHeaders, "sec-fetch-dest");
        boolean events = first(requestHeaders, "accept").contains("text/event-stream");
        return switch (destination) {
            case "empty" -> events ? "eventsource" : "fetch";
            case "style" -> "stylesheet";
            case "iframe", "frame" -> "document";
            case "audio", "video", "track" -> "media";
            default -> destination;
        };
    }

    private static Content content(List<Header> headers, byte[] bytes) {
        return new Content(first(headers, "content-type"), bytes, List.of());
    }

    private static String first(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private static List<Header> headers(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(":"))
                .flatMap(entry -> entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
                .toList();
    }
}
