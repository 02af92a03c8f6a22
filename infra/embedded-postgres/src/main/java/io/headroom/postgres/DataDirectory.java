package io.headroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data folder and the files beside it, which carry its name: {@code .log}, {@code .password} (0600), {@code .lock}.
 *
 * <p>A new one is made under the name {@code .new} and renamed when it is complete, so a folder either is a data folder
 * or is none of ours.
 */
final class DataDirectory {

    static final String USER = "headroom";

    private static final long LOG_BYTES_MAX = 10L << 20;

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /** Resolves links, so that what the server says about itself can be compared; makes the parent folders. */
    static DataDirectory at(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Path parent = absolute.getParent();
            if (parent == null) {
                throw new PostgresException(absolute + " cannot be a data folder: name a folder below it.");
            }
            Files.createDirectories(parent);
            return new DataDirectory(
                    Files.exists(absolute)
                            ? absolute.toRealPath()
                            : parent.toRealPath().resolve(absolute.getFileName()));
        } catch (IOException failure) {
            throw PostgresException.writing(absolute, failure);
        }
    }

    Path path() {
        return path;
    }

    Path log() {
        return beside(".log");
    }

    FolderLock lock() {
        try {
            return FolderLock.take(path, beside(".lock"));
        } catch (IOException failure) {
            throw PostgresException.writing(path, failure);
        }
    }

    /** Makes the folder ready to be served: initialises a new one, refuses what another version or somebody else wrote. */
    void prepare(Binaries binaries, Custody custody) {
        try {
            truncateLongLog();
            if (isAbsentOrEmpty()) {
                initialise(binaries, custody);
            }
            requireOurVersion();
        } catch (IOException failure) {
            throw PostgresException.writing(path, failure);
        }
    }

    String password() {
        try {
            return Files.readString(beside(".password")).strip();
        } catch (IOException failure) {
            throw new PostgresException(
                    "The password of the data folder " + path + " cannot be read from " + beside(".password")
                            + ": put that file back, it was written when the folder was made.",
                    failure);
        }
    }

    private boolean isAbsentOrEmpty() throws IOException {
        if (Files.notExists(path)) {
            return true;
        }
        if (!Files.isDirectory(path)) {
            throw new PostgresException(path + " is a file, not a data folder: choose another data folder.");
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private void requireOurVersion() throws IOException {
        Path file = path.resolve("PG_VERSION");
        if (Files.notExists(file)) {
            throw new PostgresException(
                    path
                            + " is not empty and not a PostgreSQL data folder, so it is left alone: choose another data folder.");
        }
        String version = Files.readString(file).strip();
        if (!version.equals(Binaries.majorVersion())) {
            throw new PostgresException("The data folder " + path + " was written by PostgreSQL " + version
                    + ", this is PostgreSQL " + Binaries.majorVersion()
                    + ": dump it with its own version, or choose another data folder.");
        }
    }

    private void initialise(Binaries binaries, Custody custody) throws IOException {
        Path fresh = beside(".new");
        Binaries.delete(fresh);
        writePassword();
        int offset = Math.toIntExact(Files.exists(log()) ? Files.size(log()) : 0);
        List<String> command = new ArrayList<>(ServerCommand.asOrdinaryUser());
        command.addAll(List.of(binaries.program("initdb"), "--pgdata", fresh.toString()));
        command.addAll(
                List.of("--username", USER, "--pwfile", beside(".password").toString()));
        command.addAll(List.of("--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8"));
        command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.add("--no-instructions");
        int status = custody.run(command, log());
        if (status != 0) {
            Binaries.delete(fresh);
            throw ServerLog.of(log(), offset).failure("The data folder " + path + " could not be made");
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Path file = beside(".password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
    }

    private void truncateLongLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
            Files.newOutputStream(log(), StandardOpenOption.TRUNCATE_EXISTING).close();
        }
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
