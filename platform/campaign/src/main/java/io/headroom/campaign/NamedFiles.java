package io.headroom.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether what a campaign file names is there, beside it. */
final class NamedFiles {

    private final Path folder;

    NamedFiles(Path folder) {
        this.folder = folder;
    }

    void requireFile(Value value) {
        require(value, "file", Files::isRegularFile);
    }

    void requireFolder(Value value) {
        require(value, "folder", Files::isDirectory);
    }

    private void require(Value value, String kind, Predicate<Path> is) {
        try {
            Path path = folder.resolve(value.text());
            if (!is.test(path)) {
                throw value.wrong("%s '%s' is no %s in %s%s"
                        .formatted(value.field(), value.text(), kind, folder, hint(path, is)));
            }
        } catch (InvalidPathException malformed) {
            throw value.wrong("%s '%s' is not a path".formatted(value.field(), value.text()));
        }
    }

    private static String hint(Path missing, Predicate<Path> is) {
        Path parent = missing.toAbsolutePath().normalize().getParent();
        Path name = missing.normalize().getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> names = siblings.filter(is)
                    .map(sibling -> String.valueOf(sibling.getFileName()))
                    .sorted()
                    .toList();
            String hint = NearestName.hint(name.toString(), names);
            return hint.startsWith(";") ? hint : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
