package io.headroom.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path.
 *
 * <p>Several processes may ask at once: each unpacks into a folder of its own and renames it, and the first rename
 * wins, so a folder that has its final name is always complete.
 */
final class Binaries {

    private static final String UNPACKING = ".unpacking-";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    static Binaries unpackedUnder(Path cache) {
        Path folder = cache.toAbsolutePath().resolve(version() + "-" + platform());
        try {
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                unpack(cache.toAbsolutePath(), folder);
            }
        } catch (IOException failure) {
            throw PostgresException.writing(cache, failure);
        }
        return new Binaries(folder);
    }

    /** The version that a data folder must have been written by, for example {@code 18}. */
    static String majorVersion() {
        return version().substring(0, version().indexOf('.'));
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path cache, Path folder) throws IOException {
        Files.createDirectories(cache);
        removeAbandoned(cache);
        Path unpacking = Files.createTempDirectory(cache, UNPACKING);
        try {
            unpackArchive(unpacking);
            Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException failure) {
            throw failure;
        } catch (FileSystemException failure) {
            // Another process was faster: its folder is as good as ours.
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw failure;
            }
        } finally {
            delete(unpacking);
        }
    }

    private static void unpackArchive(Path into) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpackEntry(entry, archive, entry.resolveIn(into));
            }
        }
    }

    private static void unpackEntry(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent() == null ? file : file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & 0100) != 0) {
            file.toFile().setExecutable(true);
        }
    }

    private static InputStream archive() {
        String name = "/postgres-" + platform() + ".txz";
        InputStream archive = Binaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new PostgresException("This build has no PostgreSQL for this machine (" + name
                    + " is missing): build Headroom on " + platform() + ".");
        }
        return archive;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
        boolean arm = Set.of("aarch64", "arm64").contains(architecture);
        return family + "-" + (arm ? "arm_64" : "x86_64");
    }

    private static String version() {
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void removeAbandoned(Path cache) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED_AFTER);
        try (Stream<Path> entries = Files.list(cache)) {
            List<Path> abandoned = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(UNPACKING))
                    .filter(entry -> entry.toFile().lastModified() < limit.toEpochMilli())
                    .toList();
            for (Path entry : abandoned) {
                delete(entry);
            }
        }
    }

    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
