package io.headroom.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A platform's data folder, and what runs for it. */
record Home(Path path) {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** The platform that serves the folder, once it answers. */
    Platform platform() {
        return Eventually.present(
                "a platform serves " + path, START_LIMIT, () -> announced().filter(Platform::answers));
    }

    private Optional<Platform> announced() {
        return Json.file(path.resolve("platform.json"))
                .map(document -> new Platform(
                        URI.create(document.path("url").asText()),
                        document.path("pid").asLong()));
    }

    long postmaster() {
        return Long.parseLong(postmasterFile().getFirst().strip());
    }

    int postgresPort() {
        return Integer.parseInt(postmasterFile().get(3).strip());
    }

    private List<String> postmasterFile() {
        try {
            return Files.readAllLines(path.resolve("postgres/postmaster.pid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The local cloud of a run's environment. */
    Cloud cloud(String run) {
        Path folder = path.resolve("local-cloud").resolve("run-" + run);
        JsonNode description = Eventually.present(
                "environment of run " + run, START_LIMIT, () -> Json.file(folder.resolve("description.json")));
        return new Cloud(folder, description);
    }

    List<Path> environments() {
        return children("environments");
    }

    List<Path> clouds() {
        return children("local-cloud").stream().filter(Files::isDirectory).toList();
    }

    private List<Path> children(String folder) {
        if (Files.notExists(path.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(path.resolve(folder))) {
            return children.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The local cloud of one environment: a daemon, and what runs for it. */
    record Cloud(Path folder, JsonNode description) {

        long daemon() {
            return description.path("daemon").path("pid").asLong();
        }

        JsonNode firstInstance() {
            return get("/v1/instance-groups/profile").path("instances").path(0);
        }

        /** Every port that somebody listens at for this environment. */
        List<Integer> ports() {
            List<Integer> ports = new ArrayList<>();
            ports.add(portOf(description.path("api").asText()));
            for (String path : List.of("/v1/database", "/v1/third-party", "/v1/gateway")) {
                ports.add(portOf(get(path).path("address").asText()));
            }
            get("/v1/instance-groups/profile")
                    .path("instances")
                    .forEach(instance ->
                            ports.add(portOf(instance.path("address").asText())));
            return ports;
        }

        private JsonNode get(String path) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(description.path("api").asText() + path))
                        .header("Authorization", "Bearer " + Files.readString(folder.resolve("token")))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                return Json.read(
                        Platform.HTTP.send(request, BodyHandlers.ofString()).body(), JsonNode.class);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        }

        private static int portOf(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
    }
}
