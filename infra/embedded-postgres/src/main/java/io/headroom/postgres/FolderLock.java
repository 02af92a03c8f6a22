package io.headroom.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run a server in a data folder; the system takes it back when this process dies, however it dies. It
 * tells a server whose owner is gone (ours to stop) from one that is in use (not ours).
 */
final class FolderLock implements AutoCloseable {

    /**
     * Folders that this process holds. Asking the system a second time would not only fail: closing the second channel
     * would release the first one's lock.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(Path dataDirectory, Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            throw inUse(dataDirectory, String.valueOf(ProcessHandle.current().pid()));
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(dataDirectory, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new FolderLock(file, channel);
        } finally {
            if (!taken) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static PostgresException inUse(Path dataDirectory, String processId) {
        return new PostgresException("The data folder " + dataDirectory + " is in use by process " + processId
                + ": stop that one first, or choose another data folder.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was lost: the lock ends with the process at the latest.
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
