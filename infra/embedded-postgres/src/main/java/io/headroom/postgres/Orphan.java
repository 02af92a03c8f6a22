package io.headroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The server that a killed owner left running in our folder. The caller holds the folder's lock, so no living owner is
 * robbed.
 */
final class Orphan {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private Orphan() {}

    /** Leaves no server in this folder, and no file that would keep the next one from starting. */
    static void stopIn(DataDirectory directory) {
        if (Files.notExists(PostmasterFile.in(directory))) {
            return;
        }
        candidates(directory)
                .filter(process -> isServerOf(process, directory))
                .forEach(process -> stop(process, directory));
        removeStaleFile(directory);
    }

    /** A server that was killed while it wrote its file left no id in it; then any process may be the one. */
    private static Stream<ProcessHandle> candidates(DataDirectory directory) {
        return PostmasterFile.read(directory)
                .map(file -> ProcessHandle.of(file.processId()).stream())
                .orElseGet(ProcessHandle::allProcesses);
    }

    private static void stop(ProcessHandle process, DataDirectory directory) {
        Signal.FAST_SHUTDOWN.send(process.pid());
        if (ended(process, directory)) {
            return;
        }
        Signal.IMMEDIATE_SHUTDOWN.send(process.pid());
        if (!ended(process, directory)) {
            throw new PostgresException("The PostgreSQL server that an earlier process left in " + directory.path()
                    + " (process " + process.pid() + ") does not stop: stop it by hand.");
        }
    }

    /** Asks again and again: a process that nobody collects stays visible after its end, but has no folder any more. */
    private static boolean ended(ProcessHandle process, DataDirectory directory) {
        Deadline deadline = Deadline.in(STOP_TIMEOUT);
        while (isServerOf(process, directory)) {
            if (deadline.isOver()) {
                return false;
            }
            Deadline.pause();
        }
        return true;
    }

    /** A process id may be somebody else's by now; a server works in its data folder. */
    private static boolean isServerOf(ProcessHandle process, DataDirectory directory) {
        if (!process.isAlive()) {
            return false;
        }
        Path workingFolder = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            return Files.readSymbolicLink(workingFolder).equals(directory.path()) && isPostgres(process);
        } catch (IOException | UnsupportedOperationException noProcessFolder) {
            return isPostgres(process)
                    && process.info()
                            .commandLine()
                            .filter(line -> line.contains(directory.path().toString()))
                            .isPresent();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    private static void removeStaleFile(DataDirectory directory) {
        try {
            Files.deleteIfExists(PostmasterFile.in(directory));
        } catch (IOException failure) {
            throw PostgresException.writing(directory.path(), failure);
        }
    }
}
