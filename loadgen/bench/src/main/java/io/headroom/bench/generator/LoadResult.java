package io.headroom.bench.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.bench.measure.BenchFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a load test of ours measured, from its result document {@code headroom.load/1}. */
public final class LoadResult {

    private final JsonNode document;

    private LoadResult(JsonNode document) {
        this.document = document;
    }

    /**
     * A one-second window.
     *
     * @param offered requests that were due in it
     * @param sent requests that were written in it
     */
    public record Window(long offered, long sent) {}

    static LoadResult read(Path file) throws IOException {
        return new LoadResult(new ObjectMapper().readTree(file.toFile()));
    }

    /** Requests that dropped arrivals would have sent. */
    public long dropped() {
        return at(document, "/totals/dropped").asLong();
    }

    /** Failed requests by kind, if there are any. */
    Optional<String> errors() {
        JsonNode errors = at(document, "/totals/errors");
        return errors.isEmpty() ? Optional.empty() : Optional.of("errors: " + errors);
    }

    /**
     * A latency of one request, from when it was due to its last byte, in milliseconds.
     *
     * @param name for example {@code GET /small}
     * @param figure {@code p50}, {@code p95}, {@code p99} or {@code max}
     */
    public double requestMillis(String name, String figure) {
        return at(named("requests", name), "/response/" + figure).asDouble();
    }

    /** A latency of one journey, from its scheduled arrival to its end, in milliseconds. */
    public double journeyMillis(String name, String figure) {
        return at(named("journeys", name), "/response/" + figure).asDouble();
    }

    /** By how much requests were written after they were due, in milliseconds. */
    public double lagP99Millis(String name) {
        return at(named("requests", name), "/lag/p99").asDouble();
    }

    public List<Window> windows() {
        return StreamSupport.stream(at(document, "/series").spliterator(), false)
                .map(window -> new Window(
                        at(window, "/offered").asLong(), at(window, "/sent").asLong()))
                .toList();
    }

    private JsonNode named(String list, String name) {
        return StreamSupport.stream(at(document, "/" + list).spliterator(), false)
                .filter(node -> node.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> BenchFailure.environment(
                        "our own result has no '%s' among its %s: %s".formatted(name, list, document)));
    }

    private JsonNode at(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        if (found.isMissingNode()) {
            throw BenchFailure.environment("our own result has no %s: %s".formatted(pointer, node));
        }
        return found;
    }
}
