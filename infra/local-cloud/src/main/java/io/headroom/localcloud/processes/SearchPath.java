package io.headroom.localcloud.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs are looked up.
 *
 * @param folders as in the variable {@code PATH}
 */
record SearchPath(String folders) {

    static SearchPath ofThisProcess() {
        return new SearchPath(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    Optional<String> find(String program) {
        return Stream.of(folders.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }
}
