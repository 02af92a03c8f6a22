package io.headroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user would have to clean up: processes, listening ports, Terraform's resources, environments' folders. */
final class Leftovers {

    /** Servers end within moments of whoever asked them to. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private Leftovers() {}

    /**
     * Nothing runs for this folder any more, and nothing of its environments is left.
     *
     * @param ports that were listened at while its environment stood
     */
    static void requireNone(Home home, List<Integer> ports) {
        Eventually.holds(
                "no process names " + home.path() + ", but " + processesOf(home),
                LIMIT,
                () -> processesOf(home).isEmpty());
        requireNoEnvironment(home, ports);
    }

    /** Nothing of the folder's environments is left, while its platform may go on. */
    static void requireNoEnvironment(Home home, List<Integer> ports) {
        assertThat(ports.stream().filter(Leftovers::isOpen))
                .as("ports still listened at")
                .isEmpty();
        assertThat(home.clouds()).as("local clouds").isEmpty();
        for (Path workspace : home.environments()) {
            assertThat(SealedState.resources(home.path(), workspace))
                    .as("Terraform's resources in %s", workspace)
                    .isZero();
        }
    }

    /** While an environment stands, the same questions must find it: what sees nothing now would see nothing afterwards. */
    static void requireSeen(Home home, List<Integer> ports) {
        assertThat(processesOf(home)).as("processes of a run").hasSizeGreaterThan(5);
        assertThat(ports).as("ports").isNotEmpty().allMatch(Leftovers::isOpen);
        assertThat(home.clouds()).as("local clouds").hasSize(1);
        assertThat(home.environments())
                .as("environments")
                .hasSize(1)
                .allMatch(workspace -> SealedState.resources(home.path(), workspace) > 0);
    }

    /** After a test that failed: whatever of this folder still runs is ended, by its id. */
    static void end(Home home) {
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> words(process).contains(home.path().toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Whoever was started with the folder in its command line or, where that can be read, in its environment. */
    static List<String> processesOf(Home home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> words(process).contains(home.path().toString()))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    private static String words(ProcessHandle process) {
        Optional<String> line = process.info().commandLine();
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return line.orElse("") + new String(environment, StandardCharsets.UTF_8);
        } catch (IOException notLinux) {
            return line.orElse("");
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
