package io.headroom.localcloud.folder;

import io.headroom.localcloud.wire.Json;
import io.headroom.localcloud.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ${HEADROOM_HOME:-~/.local/share/headroom}/local-cloud/<name>}, readable by its owner only. */
public final class CloudFolder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    private CloudFolder(Path path) {
        this.path = path;
    }

    /** @throws Problem when the name has other characters than lower-case letters, digits and hyphens */
    public static CloudFolder named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid("The name '" + name
                    + "' is not usable: give 1 to 63 lower-case letters, digits and hyphens, no hyphen first.");
        }
        return new CloudFolder(home().resolve(name));
    }

    /** Every environment of this home, dead ones included, by name. */
    public static List<CloudFolder> all() {
        if (Files.notExists(home())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home())) {
            return entries.filter(Files::isDirectory)
                    .sorted()
                    .map(CloudFolder::new)
                    .toList();
        } catch (IOException failure) {
            throw unusable(home(), failure);
        }
    }

    /** Held while an environment is created or destroyed, so that two commands never do either at once. */
    public static AutoCloseable exclusively() {
        try {
            Files.createDirectories(home());
            FileChannel channel =
                    FileChannel.open(home().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException failure) {
            throw unusable(home(), failure);
        }
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    public Path path() {
        return path;
    }

    public Path processes() {
        return path.resolve("processes");
    }

    public Path log() {
        return path.resolve("daemon.log");
    }

    public Path instanceLog(String id) {
        return path.resolve(id + ".log");
    }

    public Path database() {
        return path.resolve("database/data");
    }

    public Path tokenFile() {
        return path.resolve("token");
    }

    public boolean exists() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    public void create() {
        try {
            Files.createDirectories(home());
            Files.createDirectory(path, OWNER_ONLY);
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    /** A new bearer token, kept in the token file. */
    public String createToken() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try {
            Files.createFile(tokenFile(), OWNER_READS);
            Files.writeString(tokenFile(), token);
            return token;
        } catch (IOException failure) {
            throw unusable(tokenFile(), failure);
        }
    }

    public String token() {
        try {
            return Files.readString(tokenFile()).strip();
        } catch (IOException failure) {
            throw unusable(tokenFile(), failure);
        }
    }

    public void describe(Description description) {
        Path fresh = path.resolve("description.json.new");
        try {
            Files.writeString(fresh, Json.writeIndented(description));
            Files.move(fresh, descriptionFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw unusable(descriptionFile(), failure);
        }
    }

    /** Absent until a daemon answers. */
    public Optional<Description> description() {
        try {
            return Optional.of(Json.read(Files.readString(descriptionFile()), Description.class));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unusable(descriptionFile(), failure);
        }
    }

    /** Also when somebody else deletes at the same time. */
    public void delete() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    private Path descriptionFile() {
        return path.resolve("description.json");
    }

    private static Path home() {
        String home = System.getenv("HEADROOM_HOME");
        Path base = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local/share/headroom")
                : Path.of(home);
        return base.toAbsolutePath().resolve("local-cloud");
    }

    private static RuntimeException unusable(Path path, IOException failure) {
        return new UncheckedIOException(
                path + " cannot be used: " + failure.getClass().getSimpleName() + " " + failure.getMessage(), failure);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
