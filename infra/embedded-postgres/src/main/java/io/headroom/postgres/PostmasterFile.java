package io.headroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, which a running server keeps in its data folder. Its lines: process id, data folder, start
 * time, port, socket folder, address, shared memory, state.
 */
record PostmasterFile(long processId, String state) {

    static Path in(DataDirectory directory) {
        return directory.path().resolve("postmaster.pid");
    }

    /** Absent when there is none, or when the server is just writing it. */
    static Optional<PostmasterFile> read(DataDirectory directory) {
        try {
            List<String> lines = Files.readAllLines(in(directory));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PostmasterFile(
                            Long.parseLong(lines.getFirst().strip()),
                            lines.size() < 8 ? "" : lines.get(7).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    boolean isReady(long expectedProcessId) {
        return processId == expectedProcessId && state.equals("ready");
    }
}
