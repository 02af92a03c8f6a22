package io.headroom.postgres;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** PostgreSQL could not be started, or not in that folder. The message is one sentence for the person who asked. */
public final class PostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String INTERRUPTED = "The start of PostgreSQL was interrupted.";

    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Says what an input/output error means for a person: permission, space, or the system's own words. */
    static PostgresException writing(Path path, IOException cause) {
        return new PostgresException(sentence(path, cause), cause);
    }

    static PostgresException interrupted(@Nullable Throwable cause) {
        return new PostgresException(INTERRUPTED, cause);
    }

    private static String sentence(Path path, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return INTERRUPTED;
        }
        String reason = String.valueOf(cause.getMessage());
        if (isDiskFull(reason)) {
            return "The disk that holds " + path + " is full: free some space, or choose another data folder.";
        }
        if (cause instanceof AccessDeniedException
                || reason.contains("Permission denied")
                || reason.contains("Operation not permitted")
                || reason.contains("Read-only file system")) {
            return "No permission to write " + path + ": choose a folder that this user may write.";
        }
        return "PostgreSQL's files at " + path + " cannot be written: " + reason + ".";
    }

    static boolean isDiskFull(String text) {
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }
}
