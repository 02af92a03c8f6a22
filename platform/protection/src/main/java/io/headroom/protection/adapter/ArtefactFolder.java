package io.headroom.protection.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.headroom.protection.Artefact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder of small files by which a program on the same machine is opened, one file for each artefact.
 *
 * <pre>
 * headroom-run-deadline.suffix    ours; its first line carries the digest of the rest, so that an edit shows
 * headroom-run-deadline.fenced    no late request may put that one any more
 * headroom-run-deadline.edited    ours, taken out of force as somebody edited it; theirs to look at
 * anything else                   other people's
 * </pre>
 *
 * Changes take turns by a lock on a file, which the death of its holder frees. Whoever is frozen while it holds the
 * lock keeps others from changing anything, and so from believing that they have closed.
 */
final class ArtefactFolder {
    private static final String LOCK = ".headroom.lock";
    private static final String FENCED = ".fenced";
    private static final String EDITED = ".edited";
    private static final String SEAL = "# headroom ";
    private static final long LOCK_WAIT_NANOS_MAX = 2_000_000_000L;
    private static final long LOCK_RETRY_NANOS = 5_000_000L;

    /** A file lock is the process's, not the thread's: threads take turns here first. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path folder;

    ArtefactFolder(Path folder) {
        this.folder = folder;
    }

    interface Change<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Runs alone among all threads and processes that use the folder. */
    <T> T exclusively(Change<T> change) throws IOException, InterruptedException {
        TURN.lock();
        try (var channel = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE)) {
            var begin = System.nanoTime();
            while (channel.tryLock() == null) {
                if (System.nanoTime() - begin > LOCK_WAIT_NANOS_MAX) {
                    throw new IOException("another process is changing " + folder + " and does not end");
                }
                LockSupport.parkNanos(LOCK_RETRY_NANOS);
            }
            return change.run();
        } finally {
            TURN.unlock();
        }
    }

    /** Names and contents of everything in the folder. */
    Map<String, String> files() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (Files.isRegularFile(file) && !name.equals(LOCK)) {
                    found.put(name, Files.readString(file));
                }
            }
        }
        return found;
    }

    /** The content as it goes into a file, with its digest. */
    static String sealed(String content) {
        return SEAL + digest(content) + "\n" + content;
    }

    static boolean isSealed(String file) {
        var end = file.indexOf('\n');
        return end > 0 && file.substring(0, end).equals(SEAL + digest(file.substring(end + 1)));
    }

    /** Written beside its place and moved there, so that no program reads half of it. */
    void put(String name, String content) throws IOException {
        var beside = folder.resolve("." + name + ".new");
        Files.writeString(beside, sealed(content));
        Files.move(beside, folder.resolve(name), ATOMIC_MOVE);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Takes a file out of force without losing what somebody wrote into it. */
    void setAside(String artefact, String name) throws IOException {
        Files.move(folder.resolve(name), folder.resolve(artefact + EDITED), REPLACE_EXISTING);
    }

    boolean isSetAside(String artefact) {
        return Files.exists(folder.resolve(artefact + EDITED));
    }

    /** Changes what {@link #files} says, and so the version that a late request would build on. */
    void fence(String artefact) throws IOException {
        forgetOldFences();
        Files.writeString(folder.resolve(artefact + FENCED), "");
    }

    private void forgetOldFences() throws IOException {
        var now = Clock.systemUTC().instant();
        for (var name : files().keySet()) {
            if (name.endsWith(FENCED)) {
                var artefact = new Artefact(name.substring(0, name.length() - FENCED.length()), null);
                if (artefact.deadline().filter(now::isAfter).isPresent()) {
                    remove(name);
                }
            }
        }
    }

    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
