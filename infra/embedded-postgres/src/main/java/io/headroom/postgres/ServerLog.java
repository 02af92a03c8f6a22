package io.headroom.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the server wrote since a position in its log: the reason of a failure, in its own words. */
record ServerLog(Path file, String text) {

    private static final int BYTES_MAX = 64 << 10;

    static ServerLog of(Path file, long offset) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(offset, log.length() - BYTES_MAX));
            byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(bytes);
            return new ServerLog(file, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return new ServerLog(file, "");
        }
    }

    boolean saysPortTaken() {
        return text.contains("could not create any TCP/IP sockets") || text.contains("Address already in use");
    }

    /** Children of a server that was killed still hold its memory; they leave within moments. */
    boolean saysPredecessorLingers() {
        return text.contains("pre-existing shared memory block");
    }

    PostgresException failure(String what) {
        if (PostgresException.isDiskFull(text)) {
            return new PostgresException(
                    what + " because its disk is full: free some space, or choose another data folder.");
        }
        if (text.contains("unshare failed") || text.contains("unshare: ")) {
            return new PostgresException(what + " because PostgreSQL does not run as root and user namespaces are not"
                    + " available here: run Headroom as an ordinary user.");
        }
        return new PostgresException(what + " (" + gist() + "; see " + file + ").");
    }

    /** The last two lines that say something, without the time and process that each line starts with. */
    private String gist() {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.endsWith("database system is shut down"))
                .map(line -> line.replaceFirst("^\\S+ \\S+ \\S+ \\[\\d+] (LOG|FATAL|PANIC|HINT|DETAIL): +", ""))
                .toList();
        return lines.isEmpty()
                ? "it left no message"
                : String.join("; ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    }
}
