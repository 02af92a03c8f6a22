package io.headroom.localcloud.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The processes of one environment, in a file that the reaper reads: one a line, {@code pid kind started}.
 *
 * <p>Written by one process only; every change replaces the file, so a reader never sees half of one.
 */
public final class ProcessLedger {

    /** What a process is, which decides how it is ended. */
    public enum Kind {
        INSTANCE,
        POSTGRES,
        REAPER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private record Entry(Kind kind, ProcessIdentity process) {}

    private final Path file;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    public ProcessLedger(Path file) {
        this.file = file;
    }

    /** A process that has ended already is not recorded. */
    public void add(Kind kind, long pid) {
        ProcessIdentity.of(pid).ifPresent(process -> {
            entries.add(new Entry(kind, process));
            write();
        });
    }

    public void remove(long pid) {
        if (entries.removeIf(entry -> entry.process().pid() == pid)) {
            write();
        }
    }

    /** The reaper of the environment whose ledger this is. */
    public static Optional<ProcessIdentity> reaperIn(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" ", 3))
                    .filter(words -> words.length == 3 && words[1].equals(Kind.REAPER.word()))
                    .map(words -> new ProcessIdentity(Long.parseLong(words[0]), words[2]))
                    .findFirst();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private synchronized void write() {
        String text = entries.stream()
                .map(entry -> entry.process().pid() + " " + entry.kind().word() + " "
                        + entry.process().started() + "\n")
                .collect(Collectors.joining());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException folderGone) {
            return; // Destroyed meanwhile: nobody will read it.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
