package io.headroom.agent.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.protocol.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests and answers of one platform, as JSON; refusals become {@link PlatformProblem.Refused}, silence becomes {@link PlatformProblem.Unreachable}. */
final class Exchange implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long BYTES_MAX = 64L << 20;

    private final URI base;
    private final HttpClient http;

    Exchange(URI base) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    URI base() {
        return base;
    }

    <T> T get(String path, Duration patience, Class<T> type) throws PlatformProblem {
        return read(send(request(path, patience).GET()), type);
    }

    /** The answer's text, or nothing if there is no such thing (yet). */
    Optional<String> find(String path, Duration patience) throws PlatformProblem {
        HttpResponse<byte[]> response = exchange(request(path, patience).GET().build(), limited());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(text(accepted(response)));
    }

    <T> T post(String path, Object body, Duration patience, Class<T> type) throws PlatformProblem {
        return read(send(request(path, patience).POST(json(body))), type);
    }

    <T> T put(String path, Object body, Duration patience, Class<T> type) throws PlatformProblem {
        return read(send(request(path, patience).PUT(json(body))), type);
    }

    /** Nothing if the answer has no content. */
    <T> Optional<T> postForMaybe(String path, Duration patience, Class<T> type) throws PlatformProblem {
        HttpResponse<byte[]> response = send(request(path, patience).POST(BodyPublishers.noBody()));
        return response.statusCode() == 204 ? Optional.empty() : Optional.of(read(response, type));
    }

    void post(String path, @Nullable Object body, Duration patience) throws PlatformProblem {
        send(request(path, patience).POST(body == null ? BodyPublishers.noBody() : json(body)));
    }

    void delete(String path, Duration patience) throws PlatformProblem {
        send(request(path, patience).DELETE());
    }

    HttpRequest.Builder request(String path, Duration patience) {
        return request(path).timeout(patience);
    }

    /** A request without a limit of its own, for streams. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) throws PlatformProblem.Unreachable {
        try {
            return http.send(request, handler);
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem.Unreachable("The wait for the platform at " + base + " was interrupted.");
        }
    }

    /** What an answer with a status of 400 or more says. */
    PlatformProblem.Refused refusal(int status, byte[] body) {
        Fault byStatus = status < 500 ? Fault.USER : Fault.PLATFORM;
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            String detail = problem.path("detail")
                    .asText(problem.path("title").asText("The platform answered with status " + status + "."));
            String fault = problem.path("fault").asText("");
            return new PlatformProblem.Refused(
                    status,
                    problem.path("code").asText(""),
                    fault.isEmpty() ? byStatus : Json.MAPPER.convertValue(fault, Fault.class),
                    detail);
        } catch (IOException | IllegalArgumentException _) {
            return new PlatformProblem.Refused(
                    status, "", byStatus, "The platform at " + base + " answered with status " + status + ".");
        }
    }

    static <T> T parse(String text, Class<T> type) throws PlatformProblem.Refused {
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (JsonProcessingException failure) {
            throw new PlatformProblem.Refused(
                    200,
                    "",
                    Fault.PLATFORM,
                    "The platform's answer is not the %s that this version expects (%s): use the same version of both."
                            .formatted(type.getSimpleName(), failure.getOriginalMessage()));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws PlatformProblem {
        return accepted(exchange(request.build(), limited()));
    }

    private static BodyHandler<byte[]> limited() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX);
    }

    private HttpResponse<byte[]> accepted(HttpResponse<byte[]> response) throws PlatformProblem.Refused {
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), response.body());
        }
        return response;
    }

    private <T> T read(HttpResponse<byte[]> response, Class<T> type) throws PlatformProblem.Refused {
        return parse(text(response), type);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not expressible as JSON: " + body, failure);
        }
    }

    PlatformProblem.Unreachable unreachable(IOException failure) {
        return new PlatformProblem.Unreachable(
                "The platform at %s does not answer (%s).".formatted(base, why(failure)));
    }

    private static String why(IOException failure) {
        if (failure instanceof ConnectException) {
            return "nothing listens there";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
