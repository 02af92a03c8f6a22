package io.headroom.platform.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.platform.home.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What stands in the local cloud, found by its tags: whatever the database or a state may have forgotten. Terraform can lose what it made, since it
 * saves its state no more often than every 20 seconds.
 */
@ApplicationScoped
class Tagged {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final Path launcher;
    private final ObjectMapper json;

    Tagged(Installation installation, ObjectMapper json) {
        this.data = installation.data();
        this.launcher = installation.root().resolve("headroom");
        this.json = json;
    }

    /** @param run its tag: the run it belongs to; empty for what was cut short before it was tagged */
    record Standing(String name, Optional<String> run) {}

    List<Standing> list() throws EnvironmentFailure, InterruptedException {
        if (isEmpty()) {
            return List.of();
        }
        List<Standing> standing = new ArrayList<>();
        try {
            for (JsonNode row : json.readTree(call("list", "--json"))) {
                standing.add(new Standing(
                        row.path("name").asText(),
                        Optional.ofNullable(row.path("run_id").textValue())));
            }
            return standing;
        } catch (IOException unreadable) {
            throw new EnvironmentFailure("what stands in the local cloud cannot be read: " + unreadable.getMessage());
        }
    }

    void destroy(String name) throws EnvironmentFailure, InterruptedException {
        call("destroy", "--name", name);
    }

    /** So that most looks cost no process. */
    private boolean isEmpty() {
        try (DirectoryStream<Path> clouds = Files.newDirectoryStream(data.resolve("local-cloud"), Files::isDirectory)) {
            return !clouds.iterator().hasNext();
        } catch (IOException none) {
            return true;
        }
    }

    private String call(String... arguments) throws EnvironmentFailure, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "local-cloud"));
        command.addAll(List.of(arguments));
        try {
            Path answer = Files.createTempFile(data, "tagged", ".json");
            try {
                return call(command, answer);
            } finally {
                Files.deleteIfExists(answer);
            }
        } catch (IOException failure) {
            throw new EnvironmentFailure("the local cloud cannot be asked: " + failure.getMessage());
        }
    }

    private String call(List<String> command, Path answer)
            throws IOException, EnvironmentFailure, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HEADROOM_HOME", data.toString());
        Process process = builder.start();
        if (!process.waitFor(CALL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new EnvironmentFailure("the local cloud does not answer within " + CALL_LIMIT.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new EnvironmentFailure(String.join(" ", command) + " ended with status " + process.exitValue());
        }
        return Files.readString(answer);
    }
}
