package io.headroom.localcloud.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.headroom.localcloud.folder.CloudFolder;
import io.headroom.localcloud.folder.Description;
import io.headroom.localcloud.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talks to an environment's daemon. On the old client of the JDK, which starts in a fraction of the new one's time. */
final class CloudClient {

    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int ANSWER_MILLIS_MAX = 90_000;

    private final Description description;
    private final String token;

    private CloudClient(Description description, String token) {
        this.description = description;
        this.token = token;
    }

    /** @throws CommandFailure when the environment does not exist or its daemon does not live */
    static CloudClient of(String name) {
        CloudFolder folder = CloudFolder.named(name);
        Description description = folder.description()
                .orElseThrow(() -> CommandFailure.environment(
                        "There is no environment '" + name + "': create it first (local-cloud create)."));
        if (!description.daemon().isAlive()) {
            throw CommandFailure.environment("The daemon of environment '" + name + "' (process "
                    + description.daemon().pid() + ") is gone: destroy the environment and create it again.");
        }
        return new CloudClient(description, folder.token());
    }

    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status < 300;
        }

        /** What a person is told when it is none. */
        String detail() {
            return body.path("detail").asText("the daemon answered " + status);
        }
    }

    Description description() {
        return description;
    }

    Answer get(String path) throws IOException {
        return send("GET", path, null);
    }

    /** Empty when there is no such thing (yet). */
    Optional<JsonNode> find(String path) throws IOException {
        Answer answer = get(path);
        return answer.isSuccess() ? Optional.of(answer.body()) : Optional.empty();
    }

    Answer send(String method, String path, @Nullable String json) throws IOException {
        try {
            return exchange(method, path, json);
        } catch (ConnectException deaf) {
            throw CommandFailure.environment("The daemon of environment '" + description.name()
                    + "' does not answer at " + description.api() + ": destroy the environment and create it again.");
        }
    }

    private Answer exchange(String method, String path, @Nullable String json) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(description.api() + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS_MAX);
        connection.setReadTimeout(ANSWER_MILLIS_MAX);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        if (json != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, text.isBlank() ? MissingNode.getInstance() : Json.read(text, JsonNode.class));
        }
    }
}
