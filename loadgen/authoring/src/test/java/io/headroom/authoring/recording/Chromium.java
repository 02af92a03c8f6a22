package io.headroom.authoring.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real browser without a window, driven through its DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int WAIT_SECONDS = 30;
    private static final List<String> SYSTEMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> bodies = new HashMap<>();
    private String session = "";

    /** Where one is: {@code CHROMIUM_PATH}, else the system's. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("CHROMIUM_PATH")), SYSTEMS.stream())
                .filter(Objects::nonNull)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program, Path profile) throws Exception {
        Path log = profile.resolve("log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(profile.resolve("profile/DevToolsActivePort"), log)), new Listener())
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
    }

    /** It writes its port and path to a file when it is ready. */
    private String address(Path file, Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IOException("Chromium did not become ready: " + Files.readString(log));
    }

    /** Keeps the bodies of what has been loaded: the browser forgets them when it leaves the page. */
    private void keepBodies() throws Exception {
        for (JsonNode event : events) {
            String id = event.path("params").path("requestId").asText();
            if (event.path("method").asText().equals("Network.loadingFinished") && !bodies.containsKey(id)) {
                bodies.put(id, call("Network.getResponseBody", Map.of("requestId", id)));
            }
        }
    }

    /** Opens a page and waits until it has loaded. */
    void open(String url) throws Exception {
        loads.clear();
        call("Page.navigate", Map.of("url", url));
        awaitLoad();
    }

    /** Runs a script in the page and waits for what it promises. */
    JsonNode run(String script) throws Exception {
        JsonNode result = call(
                "Runtime.evaluate",
                Map.of("expression", script, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        keepBodies();
        return result.path("result").path("value");
    }

    /** Runs a script that leads to another page, and waits until that has loaded. */
    void runAndLoad(String script) throws Exception {
        loads.clear();
        call("Runtime.evaluate", Map.of("expression", script, "userGesture", true));
        awaitLoad();
    }

    private void awaitLoad() throws Exception {
        if (loads.poll(WAIT_SECONDS, TimeUnit.SECONDS) == null) {
            throw new AssertionError("the page did not load");
        }
        keepBodies();
    }

    /** What it saw on the network, as an archive: what its own DevTools would export. */
    ObjectNode archive() throws Exception {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode log = root.putObject("log").put("version", "1.2");
        log.putArray("pages")
                .addObject()
                .put("id", "page_1")
                .put("title", run("document.title").asText());
        Map<String, ObjectNode> entries = new LinkedHashMap<>();
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode params = event.path("params");
            String id = params.path("requestId").asText();
            switch (event.path("method").asText()) {
                case "Network.requestWillBeSent" -> {
                    if (params.has("redirectResponse") && entries.containsKey(id)) {
                        answer(entries.get(id), params.path("redirectResponse"));
                    }
                    ObjectNode entry = sent(params);
                    entries.put(id, entry);
                    all.add(entry);
                }
                case "Network.responseReceived" -> answer(entries.get(id), params.path("response"));
                case "Network.loadingFinished" ->
                    body(entries.get(id), bodies.getOrDefault(id, MissingNode.getInstance()));
                default -> {}
            }
        }
        all.forEach(log.putArray("entries")::add);
        return root;
    }

    private static ObjectNode sent(JsonNode params) {
        JsonNode request = params.path("request");
        ObjectNode entry = MAPPER.createObjectNode().put("pageref", "page_1");
        entry.put(
                "startedDateTime",
                Instant.ofEpochMilli((long) (params.path("wallTime").asDouble() * 1_000))
                        .toString());
        entry.put("_resourceType", params.path("type").asText().toLowerCase(Locale.ROOT))
                .put("time", 1);
        ObjectNode sent = entry.putObject("request")
                .put("method", request.path("method").asText())
                .put("url", request.path("url").asText());
        request.path("headers")
                .properties()
                .forEach(header -> sent.withArray("headers")
                        .addObject()
                        .put("name", header.getKey())
                        .put("value", header.getValue().asText()));
        if (request.path("hasPostData").asBoolean()) {
            sent.putObject("postData")
                    .put("mimeType", "")
                    .put("text", request.path("postData").asText());
        }
        return entry;
    }

    private static void answer(ObjectNode entry, JsonNode response) {
        ObjectNode answer = entry.putObject("response")
                .put("status", response.path("status").asInt());
        response.path("headers")
                .properties()
                .forEach(header -> answer.withArray("headers")
                        .addObject()
                        .put("name", header.getKey())
                        .put("value", header.getValue().asText()));
        answer.putObject("content").put("mimeType", response.path("mimeType").asText());
    }

    private static void body(ObjectNode entry, JsonNode body) {
        if (body.has("body")) {
            ObjectNode content = (ObjectNode) entry.at("/response/content");
            content.put("text", body.path("body").asText());
            if (body.path("base64Encoded").asBoolean()) {
                content.put("encoding", "base64");
            }
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int number = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(number, answer);
        ObjectNode message = MAPPER.createObjectNode().put("id", number).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).get(WAIT_SECONDS, TimeUnit.SECONDS);
        return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void receive(String message) {
            try {
                JsonNode json = MAPPER.readTree(message);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(json.path("id").asInt(-1));
                if (answer != null) {
                    answer.complete(json.path("result"));
                } else if (json.path("method").asText().equals("Page.loadEventFired")) {
                    loads.add("loaded");
                } else if (json.path("method").asText().startsWith("Network.")) {
                    events.add(json);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> own = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        own.forEach(ProcessHandle::destroyForcibly);
    }
}
