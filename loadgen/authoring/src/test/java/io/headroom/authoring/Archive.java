package io.headroom.authoring;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** An HTTP archive for a test, entry by entry. */
public final class Archive {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode root = MAPPER.createObjectNode();
    private final ArrayNode pages;
    private final ArrayNode entries;
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private String page = "";

    public Archive() {
        ObjectNode log = root.putObject("log").put("version", "1.2");
        pages = log.putArray("pages");
        entries = log.putArray("entries");
    }

    /** Begins a page. */
    public Archive page(String title) {
        page = "page_" + (pages.size() + 1);
        pages.addObject().put("id", page).put("title", title).put("startedDateTime", now.toString());
        return this;
    }

    public Archive pause(long millis) {
        now = now.plusMillis(millis);
        return this;
    }

    /** A request without content that was answered with JSON. */
    public Archive get(String url, int status, String json) {
        return entry("GET", url, status, json, entry -> {});
    }

    /** A request with JSON that was answered with JSON. */
    public Archive send(String method, String url, String body, int status, String json) {
        return entry(method, url, status, json, entry -> posted(entry, "application/json", body));
    }

    /** A form that was answered with a page. */
    public Archive submit(String url, String form, int status, String html) {
        return entry("POST", url, status, html, entry -> {
            posted(entry, "application/x-www-form-urlencoded", form);
            ((ObjectNode) entry.at("/response/content")).put("mimeType", "text/html; charset=utf-8");
        });
    }

    /** Any entry; it takes 20 ms. */
    public Archive entry(String method, String url, int status, String answer, Consumer<ObjectNode> more) {
        ObjectNode entry = entries.addObject();
        if (!page.isEmpty()) {
            entry.put("pageref", page);
        }
        entry.put("startedDateTime", now.toString()).put("time", 20.0);
        ObjectNode request = entry.putObject("request").put("method", method).put("url", url);
        request.putArray("headers");
        ObjectNode response = entry.putObject("response").put("status", status);
        response.putArray("headers");
        response.putObject("content").put("mimeType", "application/json").put("text", answer);
        more.accept(entry);
        now = now.plusMillis(20);
        return this;
    }

    public static void posted(ObjectNode entry, String type, String body) {
        entry.withObject("/request/postData").put("mimeType", type).put("text", body);
    }

    /** Adds request headers to an entry. */
    public static Consumer<ObjectNode> headers(Map<String, String> headers) {
        return entry -> headers.forEach((name, value) -> entry.withArray("/request/headers")
                .addObject()
                .put("name", name)
                .put("value", value));
    }

    /** Adds a response header to an entry. */
    public static Consumer<ObjectNode> answered(String name, String value) {
        return entry -> entry.withArray("/response/headers")
                .addObject()
                .put("name", name)
                .put("value", value);
    }

    /** Says that the answer is of that media type. */
    public static Consumer<ObjectNode> type(String mediaType) {
        return entry -> ((ObjectNode) entry.at("/response/content")).put("mimeType", mediaType);
    }

    public Path in(Path folder) throws IOException {
        return Files.writeString(folder.resolve("shop.har"), MAPPER.writeValueAsString(root));
    }
}
