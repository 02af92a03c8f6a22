package io.headroom.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How PostgreSQL's programs are started here: away from the terminal's signals, and not as root. */
final class ServerCommand {

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

    /** Runs to its end, output appended to the log, and returns the exit status. */
    static int run(List<String> command, Path log) throws IOException {
        Process process = start(command, log);
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgresException("The start of PostgreSQL was interrupted.", interrupted);
        }
    }

    static Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The programs find their own libraries; a caller's settings for other clients must not leak in.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("LD_LIBRARY_PATH"));
        return builder.start();
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException noProcessFolder) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
