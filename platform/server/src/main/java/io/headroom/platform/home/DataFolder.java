package io.headroom.platform.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one folder of a platform, held exclusively while the platform lives.
 *
 * <p>The lock is the operating system's: it vanishes with the process however that ends, so a folder is never left locked. See
 * {@link Announcement} for where it answers.
 */
public final class DataFolder implements AutoCloseable {

    private static final long BYTES_PER_MEBIBYTE = 1 << 20;

    /** Two databases, an environment's logs and the result documents of many runs. */
    private static final long SPACE_MIN_BYTES = 300 * BYTES_PER_MEBIBYTE;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartupFailure if the folder cannot be created or written, or another platform holds it */
    public static DataFolder open(Path path) {
        createWritable(path);
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path.resolve("platform.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw StartupFailure.environment(heldSentence(path));
            }
            return new DataFolder(path, channel, lock);
        } catch (IOException failure) {
            throw StartupFailure.environment(
                    "cannot lock the data folder " + path + " (" + reason(failure)
                            + "): give a folder that you may write with --data DIR",
                    failure);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(Announcement.FILE));
            lock.release();
            channel.close();
        } catch (IOException alreadyGone) {
            // The process ends now, and the operating system releases the lock with it.
        }
    }

    private static void createWritable(Path path) {
        try {
            boolean fresh = Files.notExists(path);
            Files.createDirectories(path);
            if (fresh && Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            Path probe = Files.createTempFile(path, "probe", "");
            Files.writeString(probe, "headroom");
            Files.delete(probe);
            requireSpace(path, Files.getFileStore(path).getUsableSpace());
        } catch (IOException failure) {
            throw StartupFailure.environment(
                    "cannot write to the data folder " + path + " (" + reason(failure)
                            + "): free some space, or give a folder that you may write with --data DIR",
                    failure);
        }
    }

    /** A database that fills its disk half-way loses more than a platform that does not start. */
    static void requireSpace(Path path, long usableBytes) {
        if (usableBytes < SPACE_MIN_BYTES) {
            throw StartupFailure.environment("the disk of the data folder " + path + " has only "
                    + usableBytes / BYTES_PER_MEBIBYTE + " MiB left, and " + SPACE_MIN_BYTES / BYTES_PER_MEBIBYTE
                    + " MiB are needed: free some space, or give another folder with --data DIR");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String heldSentence(Path path) {
        String where = "";
        try {
            where = ": " + Files.readString(path.resolve(Announcement.FILE)).strip();
        } catch (IOException notAnnouncedYet) {
            // It is starting or ending; the sentence is complete without its address.
        }
        return "another platform already uses the data folder " + path + where
                + "; use that one, stop it, or give another folder with --data DIR";
    }

    private static String reason(IOException failure) {
        String name = failure.getClass().getSimpleName().replace("Exception", "");
        String message = failure.getMessage();
        return message == null ? name : name + ": " + message;
    }
}
