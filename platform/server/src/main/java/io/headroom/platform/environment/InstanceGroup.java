package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.platform.environment.EnvironmentOutputs.Coordinates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The group of instances behind the entrance, through the local cloud's interface: pinned to a number for a measurement, watched while it
 * lasts.
 */
public final class InstanceGroup implements AutoCloseable {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI api;
    private final Path tokenFile;
    private final String group;
    private final ObjectMapper json;

    private InstanceGroup(URI api, Path tokenFile, String group, ObjectMapper json) {
        this.api = api;
        this.tokenFile = tokenFile;
        this.group = group;
        this.json = json;
    }

    /** @throws EnvironmentFailure if there is no adapter of that name in this version */
    public static InstanceGroup at(Coordinates autoscaler, ObjectMapper json) throws EnvironmentFailure {
        if (!"local-cloud".equals(autoscaler.adapter())) {
            throw new EnvironmentFailure("the autoscaler adapter '" + autoscaler.adapter()
                    + "' is not known: this version knows 'local-cloud'");
        }
        Map<String, JsonNode> at = autoscaler.coordinates();
        return new InstanceGroup(URI.create(text(at, "api")), Path.of(text(at, "token_file")), text(at, "group"), json);
    }

    private static String text(Map<String, JsonNode> coordinates, String name) throws EnvironmentFailure {
        JsonNode value = coordinates.get(name);
        if (value == null || !value.isTextual()) {
            throw new EnvironmentFailure("the autoscaler's coordinates lack '" + name + "': see terraform/contract");
        }
        return value.asText();
    }

    /**
     * How many instances there may be, and whether the group decides by itself.
     *
     * @param targetPerInstance requests/s that the group keeps each instance at when it decides by itself; absent: as it was
     */
    public record Bounds(
            int min,
            int max,
            int desired,
            boolean autoscaling,
            @Nullable Double targetPerInstance) {

        /** Exactly so many, and nobody changes it. */
        public static Bounds pinned(int instances) {
            return new Bounds(instances, instances, instances, false, null);
        }
    }

    /**
     * @param ready identifiers of the instances that serve
     * @param events what happened to the group, oldest first
     */
    public record Status(Bounds bounds, TreeSet<String> ready, List<String> events) {}

    /** @throws EnvironmentFailure if the environment does not answer, or has lost its database for good */
    public Status status() throws EnvironmentFailure, InterruptedException {
        requireDatabase();
        JsonNode view = call("GET", "/v1/instance-groups/" + group, null);
        TreeSet<String> ready = new TreeSet<>();
        view.path("instances").forEach(instance -> {
            if ("ready".equals(instance.path("state").asText())) {
                ready.add(instance.path("id").asText());
            }
        });
        List<String> events = StreamSupport.stream(view.path("events").spliterator(), false)
                .map(event -> event.path("text").asText())
                .toList();
        Bounds bounds = new Bounds(
                view.path("min").asInt(),
                view.path("max").asInt(),
                view.path("desired").asInt(),
                view.path("autoscaling").asBoolean(),
                view.path("target_requests_per_second").isNumber()
                        ? view.path("target_requests_per_second").asDouble()
                        : null);
        return new Status(bounds, ready, events);
    }

    private void requireDatabase() throws EnvironmentFailure, InterruptedException {
        JsonNode database = call("GET", "/v1/database", null);
        if ("lost".equals(database.path("state").asText())) {
            throw new EnvironmentFailure(
                    "the environment's database was lost: the service cannot be measured without it");
        }
    }

    /** Autoscaling off, exactly so many instances; returns when they serve. */
    public Status pin(int instances, Duration limit) throws EnvironmentFailure, InterruptedException {
        set(Bounds.pinned(instances));
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (true) {
            Status status = status();
            if (status.ready().size() == instances) {
                return status;
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new EnvironmentFailure("the group has " + status.ready().size() + " of " + instances
                        + " instances ready after " + limit.toSeconds() + " s: " + lastOf(status.events()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    public void set(Bounds bounds) throws EnvironmentFailure, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("min", bounds.min())
                .put("max", bounds.max())
                .put("desired", bounds.desired())
                .put("autoscaling", bounds.autoscaling());
        if (bounds.targetPerInstance() != null) {
            body.put("target_requests_per_second", bounds.targetPerInstance());
        }
        call("PUT", "/v1/instance-groups/" + group + "/capacity", body.toString());
    }

    /** @return figures by name, for example {@code host cpu share}, 0 to 1; what the environment does not tell is absent */
    public Map<String, Double> resources() throws InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        try {
            JsonNode metrics = call("GET", "/v1/metrics", null);
            List<JsonNode> instances = new ArrayList<>();
            metrics.path("instances").forEach(instances::add);
            sum(instances, "cpu_share", "instances cpu share", figures);
            sum(instances, "memory_bytes", "instances memory bytes", figures);
            sum(instances, "threads", "instances threads", figures);
            put(metrics.path("database").path("connections"), "database connections", figures);
            put(metrics.path("database").path("max_connections"), "database connections max", figures);
            put(metrics.path("host").path("cpu_share"), "host cpu share", figures);
        } catch (EnvironmentFailure unavailable) {
            return figures; // a step without resource figures still is a step
        }
        return figures;
    }

    private static void sum(List<JsonNode> instances, String field, String name, Map<String, Double> figures) {
        List<JsonNode> present = instances.stream()
                .map(one -> one.path(field))
                .filter(JsonNode::isNumber)
                .toList();
        if (!present.isEmpty()) {
            figures.put(name, present.stream().mapToDouble(JsonNode::asDouble).sum());
        }
    }

    private static void put(JsonNode value, String name, Map<String, Double> figures) {
        if (value.isNumber()) {
            figures.put(name, value.asDouble());
        }
    }

    private JsonNode call(String method, String path, @Nullable String body)
            throws EnvironmentFailure, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                    .timeout(CALL_LIMIT)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(tokenFile).strip())
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new EnvironmentFailure("the environment's interface answered " + response.statusCode() + " to "
                        + method + " " + path + ": " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException gone) {
            throw new EnvironmentFailure("the environment was lost: its interface at " + api + " does not answer ("
                    + gone.getClass().getSimpleName() + ")");
        }
    }

    private static String lastOf(List<String> events) {
        return events.isEmpty() ? "it says nothing" : events.getLast();
    }

    @Override
    public void close() {
        http.close();
    }
}
