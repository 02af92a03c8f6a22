package io.headroom.localcloud.processes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same id.
 *
 * @param started when it started, in the system's own words (clock ticks since boot on Linux): comparable, not readable
 */
public record ProcessIdentity(long pid, String started) {

    private static final Path LINUX = Path.of("/proc/self/stat");

    /** Absent when there is no such process, or only its unread exit status. */
    public static Optional<ProcessIdentity> of(long pid) {
        String started = Files.exists(LINUX) ? startedOnLinux(pid) : startedElsewhere(pid);
        return started.isEmpty() ? Optional.empty() : Optional.of(new ProcessIdentity(pid, started));
    }

    public static ProcessIdentity self() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    @JsonIgnore
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    public void kill() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    public void terminate() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /** The same reading as in {@code reaper.sh}. */
    private static String startedOnLinux(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean zombie = fields[0].equals("Z");
            return zombie ? "" : fields[19];
        } catch (IOException gone) {
            return "";
        }
    }

    private static String startedElsewhere(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", String.valueOf(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noPs) {
            return "";
        }
    }
}
