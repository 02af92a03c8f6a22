package io.headroom.authoring.har;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.authoring.AuthoringException;
import io.headroom.authoring.traffic.Address;
import io.headroom.authoring.traffic.Content;
import io.headroom.authoring.traffic.Exchange;
import io.headroom.authoring.traffic.Exchange.Header;
import io.headroom.authoring.traffic.Exchange.Nature;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of an archive.
 *
 * @param page the identifier of its page, empty if it has none
 */
record HarEntry(String page, Exchange exchange) {
    /** Larger answers give nothing that a request would carry. */
    private static final int ANSWER_MAX = 4_000_000;

    /**
     * @param place file, line and path, for messages
     */
    static HarEntry of(JsonNode entry, String place) throws AuthoringException {
        JsonNode request = entry.path("request");
        JsonNode response = entry.path("response");
        String url = required(request, "url", place + ".request.url");
        String method = required(request, "method", place + ".request.method").toUpperCase(Locale.ROOT);
        if (!method.matches("[A-Z]+")) {
            throw new AuthoringException(place + ".request.method is \"" + method + "\", which is no HTTP method");
        }
        Address address = Address.parse(url).orElseGet(() -> foreign(url));
        if (address.isHttp() && address.path().contains("\n")) {
            throw new AuthoringException(place + ".request.url is \"" + url + "\", which is no address");
        }
        String error = response.path("_error")
                .asText(response.path("_failureText")
                        .asText(entry.path("_error").asText("")));
        boolean cached = entry.hasNonNull("_fromCache")
                || entry.path("cache").path("_fromCache").asBoolean();
        var exchange = new Exchange(
                0,
                started(entry.path("startedDateTime").asText("")),
                Duration.ofMillis((long) Math.clamp(entry.path("time").asDouble(0), 0, 3_600_000)),
                method,
                address,
                headers(request.path("headers")),
                sent(request.path("postData"), request.path("headers")),
                response.path("status").asInt(0),
                headers(response.path("headers")),
                received(response.path("content")),
                new Nature(resource(entry), cached, error));
        return new HarEntry(entry.path("pageref").asText(""), exchange);
    }

    /** The exchange as part of that page. */
    Exchange exchange(int number) {
        return new Exchange(
                number,
                exchange.started(),
                exchange.took(),
                exchange.method(),
                exchange.address(),
                exchange.headers(),
                exchange.content(),
                exchange.status(),
                exchange.answerHeaders(),
                exchange.answer(),
                exchange.nature());
    }

    long bodyBytes() {
        return exchange.content().map(content -> content.bytes().length).orElse(0)
                + exchange.answer().map(content -> content.bytes().length).orElse(0);
    }

    private static String required(JsonNode request, String field, String place) throws AuthoringException {
        JsonNode value = request.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new AuthoringException(
                    place + (value.isMissingNode() ? " is missing" : " is " + value + ", and must be a text")
                            + "; export the archive again, or take the entry out");
        }
        return value.textValue();
    }

    /** Addresses such as {@code data:…} and {@code blob:…}: they are left out, and said by their scheme. */
    private static Address foreign(String url) {
        int colon = url.indexOf(':');
        return new Address(colon > 0 ? url.substring(0, colon).toLowerCase(Locale.ROOT) : "none", "", "/", "");
    }

    private static String resource(JsonNode entry) {
        return entry.path("_resourceType").asText("").toLowerCase(Locale.ROOT);
    }

    private static Optional<Instant> started(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Browsers write several cookies into one header, each on a line of its own. */
    private static List<Header> headers(JsonNode headers) {
        List<Header> found = new ArrayList<>();
        for (JsonNode header : headers) {
            String name = header.path("name").asText("").strip();
            header.path("value").asText("").lines().forEach(value -> {
                if (!name.isEmpty()) {
                    found.add(new Header(name, value.strip()));
                }
            });
        }
        return found;
    }

    private static Optional<Content> sent(JsonNode postData, JsonNode headers) {
        if (!postData.isObject()) {
            return Optional.empty();
        }
        String type = headers(headers).stream()
                .filter(header -> header.name().equalsIgnoreCase("content-type"))
                .map(Header::value)
                .findFirst()
                .filter(value -> !value.isEmpty())
                .orElseGet(() -> postData.path("mimeType").asText(""));
        byte[] bytes = bytes(
                postData.path("text").asText(""), postData.path("encoding").asText(""));
        List<Content.Part> parts = new ArrayList<>();
        for (JsonNode param : postData.path("params")) {
            parts.add(new Content.Part(
                    param.path("name").asText(""),
                    param.path("value").asText(""),
                    param.path("fileName").asText(""),
                    param.path("contentType").asText("")));
        }
        return bytes.length == 0 && parts.isEmpty() ? Optional.empty() : Optional.of(new Content(type, bytes, parts));
    }

    private static Optional<Content> received(JsonNode content) {
        String type = content.path("mimeType").asText("");
        String text = content.path("text").asText("");
        var answer = Content.of(type, "");
        boolean telling = answer.isJson() || answer.isHtml();
        if (text.isEmpty() || !telling || text.length() > ANSWER_MAX) {
            return type.isEmpty() ? Optional.empty() : Optional.of(answer);
        }
        return Optional.of(
                new Content(type, bytes(text, content.path("encoding").asText("")), List.of()));
    }

    private static byte[] bytes(String text, String encoding) {
        if (!encoding.equalsIgnoreCase("base64")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
