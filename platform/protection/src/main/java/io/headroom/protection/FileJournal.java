package io.headroom.protection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal in a folder: the copy outside the database, from which everything can be restored when the database is
 * gone.
 *
 * <pre>
 * folder/open/&lt;id&gt;.json     one file for each relaxation that is not over, readable by its owner only
 * folder/closed/&lt;id&gt;.json   those that are over, about a kilobyte each, without secrets; may be deleted at any time
 * folder/lock               held by the process that is writing
 * </pre>
 *
 * A file is written beside its place, forced to the disk, read back, and moved into its place in one step, so it is the
 * old record or the new one and never half of it. Several processes may share the folder.
 */
public final class FileJournal implements RelaxationJournal {
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration LOCK_RETRY = Duration.ofMillis(5);
    private static final String SUFFIX = ".json";

    /** A file lock is the process's, not the thread's: threads take turns here first. */
    private static final ConcurrentMap<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final Path folder;
    private final Path open;
    private final Path closed;
    private final ReentrantLock turn;

    /**
     * @param folder made if it is not there
     * @throws UncheckedIOException if it cannot be made
     */
    public FileJournal(Path folder) {
        try {
            this.open = Files.createDirectories(folder.resolve("open"));
            this.closed = Files.createDirectories(folder.resolve("closed"));
            this.folder = folder.toRealPath();
            syncFolder(this.folder);
        } catch (IOException failure) {
            throw failed("made", folder, failure);
        }
        this.turn = TURNS.computeIfAbsent(this.folder, any -> new ReentrantLock());
    }

    @Override
    public void insert(Relaxation relaxation) {
        exclusively(() -> {
            if (find(relaxation.id()).isPresent()) {
                throw StaleRelaxationException.alreadyThere(relaxation);
            }
            write(relaxation);
        });
    }

    @Override
    public void advance(Relaxation next, ProtectionState from) {
        exclusively(() -> {
            var stored = find(next.id()).orElseThrow(() -> StaleRelaxationException.moved(next, from));
            if (stored.state() != from || stored.epoch() > next.epoch()) {
                throw StaleRelaxationException.moved(next, from);
            }
            write(next);
        });
    }

    /**
     * Takes over what another journal has committed, whatever stands here. To go on opening what a newer owner has
     * written here is refused: the guard may have closed it meanwhile. To close it is never refused; but what a newer
     * owner has ended stays ended, whatever an older one that was frozen meanwhile still has to say.
     */
    void follow(Relaxation committed) {
        exclusively(() -> {
            var stored = find(committed.id());
            var newest =
                    Math.max(committed.epoch(), stored.map(Relaxation::epoch).orElse(committed.epoch()));
            if (newest > committed.epoch() && !committed.state().restores()) {
                throw StaleRelaxationException.moved(
                        committed, stored.orElseThrow().state());
            }
            if (newest > committed.epoch()
                    && stored.filter(record -> record.state().isFinal()).isPresent()) {
                return;
            }
            write(committed.edited(edit -> edit.epoch = newest));
        });
    }

    @Override
    public Optional<Relaxation> find(String id) {
        // Open first: a record that moves from open to closed is in both for a moment, never in neither.
        var inOpen = read(open.resolve(id + SUFFIX));
        var inClosed = read(closed.resolve(id + SUFFIX));
        return inClosed.isPresent() ? inClosed : inOpen;
    }

    @Override
    public List<Relaxation> open() {
        var found = new ArrayList<Relaxation>();
        try (var files = Files.newDirectoryStream(open, "*" + SUFFIX)) {
            for (var file : files) {
                read(file)
                        .filter(relaxation -> Files.notExists(closed.resolve(file.getFileName())))
                        .ifPresent(found::add);
            }
        } catch (IOException failure) {
            throw failed("listed", open, failure);
        }
        found.sort(Comparator.comparing(Relaxation::plannedAt).thenComparing(Relaxation::id));
        return List.copyOf(found);
    }

    private static Optional<Relaxation> read(Path file) {
        try {
            return Optional.of(RelaxationJson.read(Files.readString(file)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw failed("read", file, failure);
        } catch (IllegalArgumentException broken) {
            throw failed("understood", file, new IOException(broken.getMessage(), broken));
        }
    }

    private void write(Relaxation relaxation) throws IOException {
        var name = relaxation.id() + SUFFIX;
        var place = relaxation.state().isFinal() ? closed : open;
        var elsewhere = relaxation.state().isFinal() ? open : closed;
        replace(place, name, RelaxationJson.write(relaxation));
        if (Files.deleteIfExists(elsewhere.resolve(name))) {
            syncFolder(elsewhere);
        }
    }

    private static void replace(Path place, String name, String text) throws IOException {
        var beside = place.resolve(name + ".new");
        Files.deleteIfExists(beside);
        createPrivate(beside);
        try (var out = new FileOutputStream(beside.toFile())) {
            out.write(text.getBytes(UTF_8));
            out.getFD().sync();
        }
        if (!Files.readString(beside).equals(text)) {
            throw new IOException("it does not read back as it was written");
        }
        Files.move(beside, place.resolve(name), ATOMIC_MOVE);
        syncFolder(place);
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** A move lasts only when its folder is on the disk too. */
    private static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /**
     * Runs alone among all threads and processes. An interrupt waits: a half-done write would leave its writer in
     * doubt.
     */
    private void exclusively(Writing writing) {
        var interrupted = Thread.interrupted();
        turn.lock();
        try (var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE)) {
            awaitLock(channel);
            writing.run();
        } catch (IOException failure) {
            throw failed("written", folder, failure);
        } finally {
            turn.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The lock goes with the channel. */
    private static void awaitLock(FileChannel channel) throws IOException {
        var begin = System.nanoTime();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - begin > LOCK_WAIT_MAX.toNanos()) {
                throw new IOException(
                        "another process holds the lock for more than " + LOCK_WAIT_MAX.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOCK_RETRY.toNanos());
        }
    }

    private static UncheckedIOException failed(String what, Path path, IOException failure) {
        return new UncheckedIOException(
                "The relaxations' file journal at " + path + " cannot be " + what + " (" + failure.getMessage()
                        + "). Check that the folder exists, that this user may write there, and that the disk is not full.",
                failure);
    }
}
