package io.headroom.agent.skeleton;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Files to begin with. They compile and validate as they are; what only the team knows is marked in them.
 *
 * @param service its name: lower-case letters, digits and dashes
 */
public record Skeleton(String service) {

    private static final String PLACE_OF_NAME = "my-service";
    private static final List<String> FILES = List.of(
            "Journeys.java",
            "nightly.yaml",
            "environment/main.tf",
            "environment/variables.tf",
            "environment/outputs.tf");

    /** Those that a folder has already. */
    public List<Path> present(Path folder) {
        return FILES.stream().map(folder::resolve).filter(Files::exists).toList();
    }

    /** @return the files that were written */
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("environment"));
        for (String file : FILES) {
            Files.writeString(folder.resolve(file), text(file));
        }
        return FILES.stream().map(folder::resolve).toList();
    }

    private String text(String file) {
        String resource = file.substring(file.lastIndexOf('/') + 1) + ".txt";
        try (InputStream text = Objects.requireNonNull(Skeleton.class.getResourceAsStream(resource), resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).replace(PLACE_OF_NAME, service);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
