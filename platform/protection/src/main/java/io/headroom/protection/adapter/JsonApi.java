package io.headroom.protection.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.protection.ProtectionAdapter.Failed;
import io.headroom.protection.ProtectionAdapter.Silence;
import io.headroom.protection.ProtectionAdapter.TargetGone;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A target's interface in JSON over HTTP, with a bearer token from a file; each call is bounded in time and size.
 *
 * @param name what it is called in messages
 * @param base its address, without a trailing slash
 * @param callMax how long one call may take, its answer's body included
 */
record JsonApi(String name, String base, Path tokenFile, Duration callMax) {
    static final Duration CALL_MAX = Duration.ofSeconds(5);

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One for all: a client keeps a thread and connections, and restoring makes an adapter for each of its attempts. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();

    sealed interface Reply {}

    record Answered(int status, JsonNode body) implements Reply {}

    record NoAnswer(Silence silence) implements Reply {}

    Reply call(String method, String path, @Nullable JsonNode body, @Nullable String ifMatch)
            throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(callMax)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(tokenFile).strip())
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            return answered(exchange(request.build()));
        } catch (NoSuchFileException absent) {
            return new NoAnswer(
                    new TargetGone("The token file " + tokenFile + " of " + name + " at " + base + " is not there."));
        } catch (ConnectException refused) {
            return new NoAnswer(new TargetGone("Nobody listens at " + name + "'s address " + base + "."));
        } catch (IOException failure) {
            return new NoAnswer(
                    new Failed(name + " at " + base + " did not answer " + method + " " + path + ": " + failure + "."));
        }
    }

    private static Answered answered(HttpResponse<String> response) {
        try {
            var body = response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
            return new Answered(response.statusCode(), body);
        } catch (JsonProcessingException notJson) {
            return new Answered(response.statusCode(), JSON.missingNode());
        }
    }

    /** The request's own timeout ends with the response's head; this one covers the body too. */
    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        var answer = CLIENT.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        try {
            return answer.get(callMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no answer within " + callMax.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof ConnectException refused) {
                throw refused;
            }
            throw new IOException(failure.getCause() == null ? failure : failure.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
