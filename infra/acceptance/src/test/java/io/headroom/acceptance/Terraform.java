package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The optional program that an environment needs. */
final class Terraform {

    private static final List<String> NAMES = List.of("terraform", "tofu");

    private Terraform() {}

    /** Skips the test where it is not installed; fails it in CI, which installs everything. */
    static String require() {
        Optional<String> program = NAMES.stream()
                .filter(name -> folders().anyMatch(folder -> Files.isExecutable(folder.resolve(name))))
                .findFirst();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("neither Terraform nor OpenTofu is installed, and CI must not skip");
        }
        assumeTrue(program.isPresent(), "neither Terraform nor OpenTofu is installed");
        return program.orElseThrow();
    }

    /** A PATH with links to every program of the real one except Terraform; the links are gone when it is closed. */
    record PathWithout(Path folder) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            for (Path link : programs(folder).toList()) {
                Files.delete(link);
            }
        }
    }

    /** @param folder an empty one */
    static PathWithout pathWithout(Path folder) {
        Set<String> seen = new HashSet<>(NAMES);
        folders().filter(Files::isDirectory).flatMap(Terraform::programs).forEach(program -> {
            String name = program.getFileName().toString();
            if (seen.add(name)) {
                link(folder.resolve(name), program);
            }
        });
        return new PathWithout(folder);
    }

    private static Stream<Path> folders() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    private static Stream<Path> programs(Path folder) {
        try (Stream<Path> programs = Files.list(folder)) {
            return programs.filter(Files::isExecutable).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void link(Path link, Path program) {
        try {
            Files.createSymbolicLink(link, program);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
