package io.headroom.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.localcloud.processes.ProcessIdentity;
import io.headroom.localcloud.wire.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One environment as its users see it: command line in processes of its own, API and gateway over HTTP. */
final class Environment implements AutoCloseable {

    record Result(int exitCode, String output, String errors) {}

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    final String name;
    private final Path home;

    Environment(Path home, String name) {
        this.home = home;
        this.name = name;
    }

    /** Created, with everything in it, and ready. */
    static Environment ready(Path home, String name, int instances) throws Exception {
        Environment environment = new Environment(home, name);
        environment.create(Instant.now().plusSeconds(600));
        environment.put("/v1/database", "{}");
        environment.put("/v1/third-party", "{}");
        environment.put("/v1/gateway", "{}");
        environment.put("/v1/instance-groups/profile", """
                {"class": "nano", "min": 1, "max": 4, "desired": %d, "zones": ["a", "b"]}""".formatted(instances));
        eventually("ready", () -> environment.instances("ready").size() == instances);
        return environment;
    }

    void create(Instant expiry) throws Exception {
        Result created = run(createArguments(expiry, standIn()));
        assertThat(created.exitCode()).as(created.errors()).isZero();
    }

    static String[] createArguments(Instant expiry, List<String> instanceCommand) {
        List<String> arguments =
                new ArrayList<>(List.of("create", "--run-id", "run-1", "--expires-at", expiry.toString()));
        instanceCommand.forEach(word -> arguments.add("--instance-command=" + word));
        return arguments.toArray(String[]::new);
    }

    static List<String> standIn() {
        return List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StandInService.class.getName());
    }

    /** The command line, with this environment's name. */
    Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LocalCloud.class.getName()));
        command.addAll(List.of(arguments));
        if (!arguments[0].equals("list")) {
            command.addAll(2 + command.indexOf(LocalCloud.class.getName()), List.of("--name", name));
        }
        Path output = Files.createTempFile(home, "output", ".txt");
        Path errors = Files.createTempFile(home, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("HEADROOM_HOME", home.toString());
        builder.environment().remove("HEADROOM_ROOT");
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    Path folder() {
        return home.resolve("local-cloud").resolve(name);
    }

    JsonNode description() throws IOException {
        return Json.read(Files.readString(folder().resolve("description.json")), JsonNode.class);
    }

    ProcessIdentity daemon() throws IOException {
        JsonNode daemon = description().path("daemon");
        return new ProcessIdentity(
                daemon.path("pid").asLong(), daemon.path("started").asText());
    }

    ProcessIdentity recorded(String kind) throws IOException {
        return Files.readAllLines(folder().resolve("processes")).stream()
                .map(line -> line.split(" ", 3))
                .filter(words -> words[1].equals(kind))
                .map(words -> new ProcessIdentity(Long.parseLong(words[0]), words[2]))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that must be gone in the end: the daemon, what is recorded, and their descendants. */
    List<ProcessIdentity> processes() throws IOException {
        Stream<Long> recorded = Files.readAllLines(folder().resolve("processes")).stream()
                .map(line -> Long.parseLong(line.split(" ", 2)[0]));
        return Stream.concat(Stream.of(daemon().pid()), recorded)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .flatMap(process -> ProcessIdentity.of(process.pid()).stream())
                .toList();
    }

    List<Integer> ports() throws Exception {
        List<Integer> ports = new ArrayList<>();
        ports.add(URI.create(description().path("api").asText()).getPort());
        for (String path : List.of("/v1/database", "/v1/third-party", "/v1/gateway")) {
            ports.add(portOf(get(path).path("address").asText()));
        }
        for (JsonNode instance : get("/v1/instance-groups/profile").path("instances")) {
            ports.add(portOf(instance.path("address").asText()));
        }
        return ports;
    }

    static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    JsonNode get(String path) throws Exception {
        return Json.read(api("GET", path, "").body(), JsonNode.class);
    }

    JsonNode put(String path, String json) throws Exception {
        HttpResponse<String> response = api("PUT", path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body(), JsonNode.class);
    }

    HttpResponse<String> api(String method, String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(description().path("api").asText() + path))
                .header("Authorization", "Bearer " + Files.readString(folder().resolve("token")))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    URI target(String path) throws Exception {
        return URI.create("http://" + get("/v1/gateway").path("address").asText() + path);
    }

    List<JsonNode> instances(String state) {
        try {
            List<JsonNode> instances = new ArrayList<>();
            for (JsonNode instance : get("/v1/instance-groups/profile").path("instances")) {
                if (instance.path("state").asText().equals(state)) {
                    instances.add(instance);
                }
            }
            return instances;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() throws Exception {
        run("destroy");
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
