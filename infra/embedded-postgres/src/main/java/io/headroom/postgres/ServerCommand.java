package io.headroom.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How PostgreSQL's programs are started here, away from the terminal's signals and not as root, and how they end. */
final class ServerCommand {

    private static final int STOP_SECONDS_MAX = 30;
    private static final int KILL_SECONDS_MAX = 5;

    private ServerCommand() {}

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own the same user is nobody, and still owns its
     * files.
     */
    static List<String> asOrdinaryUser() {
        return isRoot() ? inUserNamespace(SearchPath.ofThisProcess()) : List.of();
    }

    /** @throws PostgresException when there is no {@code unshare} */
    static List<String> inUserNamespace(SearchPath path) {
        String unshare = path.find("unshare")
                .orElseThrow(() -> new PostgresException(
                        "PostgreSQL does not run as root, and the program unshare, which would start it as nobody,"
                                + " is not on the PATH: install util-linux, or run Headroom as an ordinary user."));
        return List.of(unshare, "--user");
    }

    /**
     * A session of its own: Ctrl-C at a terminal reaches every process of the session, and the server must outlive its
     * owner's last transactions. Where there is no {@code setsid} (macOS) the server shares the owner's.
     */
    static List<String> inOwnSession() {
        List<String> command = new ArrayList<>();
        SearchPath.ofThisProcess().find("setsid").ifPresent(command::add);
        command.addAll(asOrdinaryUser());
        return command;
    }

    static Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The programs find their own libraries; a caller's settings for other clients must not leak in.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("LD_LIBRARY_PATH"));
        return builder.start();
    }

    /** Fast shutdown; harder when that takes too long, or when the caller is in a hurry (interrupted). */
    static void stop(Process process) {
        if (endsAfter(Signal.FAST_SHUTDOWN, process) || endsAfter(Signal.IMMEDIATE_SHUTDOWN, process)) {
            return;
        }
        process.destroyForcibly()
                .onExit()
                .completeOnTimeout(process, KILL_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    private static boolean endsAfter(Signal signal, Process process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            for (int second = 0; second < STOP_SECONDS_MAX; second++) {
                // Again: one that comes before the server listens to it is lost where our own owner had signals
                // ignored.
                signal.send(process.pid());
                if (process.waitFor(1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException noProcessFolder) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
